package org.neuronbook.course.browser;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rules of axe-core for pages that everybody can read, asked about a part of a page. */
final class Axe {
  /** What axe found: the rules that hold nowhere are not in it. */
  record Findings(List<String> violations, List<String> undecided, int textsOfGoodContrast) {}

  private Axe() {}

  /** Looks at everything that a selector finds. */
  static Findings lookAt(Page page, String selector) throws IOException {
    page.evaluate(source());
    Object answer =
        page.evaluate(
            """
            async selector => {
              // JupyterLab's body has no height and hides what flows over it: to axe, everything.
              document.body.style.height = '100vh';
              const found = await axe.run(
                  {include: [selector]}, {resultTypes: ['violations', 'incomplete', 'passes']});
              return JSON.stringify(found);
            }
            """,
            selector);
    JsonObject found = new Gson().fromJson(String.valueOf(answer), JsonObject.class);
    int good = 0;
    for (var rule : found.getAsJsonArray("passes")) {
      if (rule.getAsJsonObject().get("id").getAsString().equals("color-contrast")) {
        good = rule.getAsJsonObject().getAsJsonArray("nodes").size();
      }
    }
    return new Findings(
        sentences(found.getAsJsonArray("violations")),
        sentences(found.getAsJsonArray("incomplete")),
        good);
  }

  private static String source() throws IOException {
    try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** One sentence a finding. A tick alone has a colour that axe does not want to judge. */
  private static List<String> sentences(JsonArray rules) {
    List<String> sentences = new ArrayList<>();
    for (var rule : rules) {
      for (var node : rule.getAsJsonObject().getAsJsonArray("nodes")) {
        sentences.add(
            rule.getAsJsonObject().get("id").getAsString()
                + ": "
                + node.getAsJsonObject().get("failureSummary").getAsString()
                + "\n    "
                + shortened(node.getAsJsonObject().get("html").getAsString()));
      }
    }
    sentences.removeIf(sentence -> sentence.contains("contains only non-text characters"));
    return sentences;
  }

  private static String shortened(String html) {
    return html.length() > 200 ? html.substring(0, 200) + " ..." : html;
  }
}
