package org.neuronbook.course.grade;

import static org.neuronbook.grader.ReportHtml.escape;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What is around every page: nothing from elsewhere is loaded, and no script but ours runs. */
final class HtmlPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; margin: 1rem 0; }
      caption { text-align: left; font-weight: bold; padding: .3rem 0; }
      th, td { text-align: left; vertical-align: top; padding: .3rem .8rem; border-bottom: 1px solid GrayText; }
      h1, td, code, th[scope=row] { overflow-wrap: anywhere; }
      th[scope=row] { min-width: 6rem; }
      @media (max-width: 40rem) { body { margin: 1rem auto; } th, td { padding: .3rem .3rem; font-size: .85rem; } }
      td.number { text-align: right; font-variant-numeric: tabular-nums; }
      code { white-space: pre-wrap; }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
      figure { margin: 0; }
      figure code { display: block; border: 1px solid GrayText; padding: .5rem; }
      th button { font: inherit; font-weight: bold; color: inherit; background: none; border: 0; padding: 0; text-align: left; cursor: pointer; text-decoration: underline dotted; }
      th[aria-sort=ascending] button::after { content: " \\25B2"; }
      th[aria-sort=descending] button::after { content: " \\25BC"; }
      """;

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'%s">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>%s</title>
      <style>
      %s</style>
      </head>
      <body>
      <main>
      %s</main>
      %s</body>
      </html>
      """;

  private HtmlPage() {}

  /**
   * @param title plain text
   * @param body HTML
   * @param script a script of ours, or empty
   */
  static String of(String title, String body, String script) {
    String policy = script.isEmpty() ? "" : "; script-src 'sha256-%s'".formatted(hash(script));
    String element = script.isEmpty() ? "" : "<script>%s</script>\n".formatted(script);
    return PAGE.formatted(policy, escape(title), STYLE, body, element);
  }

  private static String hash(String script) {
    try {
      byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
