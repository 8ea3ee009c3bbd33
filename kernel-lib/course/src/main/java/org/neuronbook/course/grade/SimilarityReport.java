package org.neuronbook.course.grade;

import static org.neuronbook.grader.ReportHtml.escape;

import de.jplag.JPlagComparison;
import de.jplag.JPlagResult;
import de.jplag.Match;
import de.jplag.Submission;
import de.jplag.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.neuronbook.grader.Detail;

/**
 * {@code similarity.csv}, all pairs; {@code similarity.html}, those that are most alike; and for
 * each of these a page with the passages that agree, side by side.
 */
final class SimilarityReport {
  /** Nobody reads more pages. */
  static final int MOST = 100;

  private static final String MEANING =
      """
      <p><strong>Similarity is no proof of copying.</strong> Short exercises have few right answers, and everybody who follows the lesson
      writes them alike. What the course hands out does not count. Read the passages, and talk to people, before you conclude anything.</p>
      """;

  private final List<JPlagComparison> pairs;
  private final Set<Submission> compared;
  private final List<String> problems;

  SimilarityReport(JPlagResult result, List<String> problems) {
    pairs =
        result.getAllComparisons().stream()
            .filter(pair -> pair.similarity() > 0)
            .sorted(
                Comparator.comparingDouble(JPlagComparison::similarity)
                    .reversed()
                    .thenComparing(SimilarityReport::title))
            .toList();
    compared = Set.copyOf(result.getSubmissions().getSubmissions());
    this.problems = new java.util.ArrayList<>(problems);
    result
        .getSubmissions()
        .getInvalidSubmissions()
        .forEach(each -> this.problems.add(name(each) + ": too short to be compared"));
  }

  void write(Path out) throws IOException {
    Files.writeString(out.resolve("similarity.csv"), csv());
    Files.writeString(out.resolve("similarity.html"), overview());
    Path folder = Files.createDirectories(out.resolve("pairs"));
    for (int i = 0; i < shown(); i++) {
      Files.writeString(folder.resolve(file(i)), page(pairs.get(i)));
    }
  }

  private int shown() {
    return Math.min(MOST, pairs.size());
  }

  private static String file(int pair) {
    return "%03d.html".formatted(pair + 1);
  }

  /** The name of a folder here is the name of a submission with all but plain signs written ~xx. */
  private static String name(Submission submission) {
    return submission.getName();
  }

  private static String title(JPlagComparison pair) {
    return name(pair.firstSubmission()) + " and " + name(pair.secondSubmission());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f", 100 * share);
  }

  private String csv() {
    String head =
        CsvFormat.line("first", "second", "similarity", "of first", "of second", "tokens");
    return pairs.stream()
        .map(
            pair ->
                CsvFormat.line(
                    name(pair.firstSubmission()),
                    name(pair.secondSubmission()),
                    percent(pair.similarity()),
                    percent(pair.similarityOfFirst()),
                    percent(pair.similarityOfSecond()),
                    "" + pair.getNumberOfMatchedTokens()))
        .collect(Collectors.joining("", head, ""));
  }

  private String overview() {
    var body = new StringBuilder("<h1>Similar submissions</h1>\n" + MEANING);
    body.append(
        "<p>%d submissions compared; %d pairs have something in common, %d are shown.</p>\n"
            .formatted(compared.size(), pairs.size(), shown()));
    body.append(
        """
        <table>
        <caption>Pairs, the most similar first</caption>
        <thead><tr><th scope="col">Pair</th><th scope="col">Similarity</th><th scope="col">Tokens that agree</th></tr></thead>
        <tbody>
        """);
    for (int i = 0; i < shown(); i++) {
      JPlagComparison pair = pairs.get(i);
      body.append(
          "<tr><th scope=\"row\"><a href=\"pairs/%s\">%s</a></th><td class=\"number\">%s %%</td><td class=\"number\">%d</td></tr>\n"
              .formatted(
                  file(i),
                  escape(title(pair)),
                  percent(pair.similarity()),
                  pair.getNumberOfMatchedTokens()));
    }
    body.append("</tbody>\n</table>\n<h2>Not compared</h2>\n");
    body.append(problems.isEmpty() ? "<p>Everything was compared.</p>\n" : "<ul>\n");
    problems.forEach(problem -> body.append("<li>" + escape(Detail.clean(problem)) + "</li>\n"));
    body.append(problems.isEmpty() ? "" : "</ul>\n");
    return HtmlPage.of("Similar submissions", body.toString(), "");
  }

  private static String page(JPlagComparison pair) throws IOException {
    var body =
        new StringBuilder(
            "<p><a href=\"../similarity.html\">All pairs</a></p>\n<h1>%s: %s %%</h1>\n%s"
                .formatted(escape(title(pair)), percent(pair.similarity()), MEANING));
    int number = 0;
    List<Match> largest =
        pair.matches().stream().sorted(Comparator.comparingInt(Match::length).reversed()).toList();
    for (Match match : largest) {
      body.append(
          "<h2>Passage %d: %d tokens</h2>\n<div class=\"pair\">\n%s%s</div>\n"
              .formatted(
                  ++number,
                  match.length(),
                  side(pair.firstSubmission(), match.startOfFirst(), match.length()),
                  side(pair.secondSubmission(), match.startOfSecond(), match.length())));
    }
    return HtmlPage.of(title(pair), body.toString(), "");
  }

  private static String side(Submission submission, int start, int length) throws IOException {
    List<Token> tokens = submission.getTokenList().subList(start, start + length);
    List<Token> real = tokens.stream().filter(token -> token.getLine() > 0).toList();
    if (real.isEmpty()) {
      return "";
    }
    // A passage may go on in the next file of a submission: what is shown is where it begins.
    Path file = real.get(0).getFile().toPath();
    var lines =
        real.stream()
            .filter(token -> token.getFile().toPath().equals(file))
            .mapToInt(Token::getLine)
            .summaryStatistics();
    List<String> all = Files.readAllLines(file);
    String code =
        String.join("\n", all.subList(lines.getMin() - 1, Math.min(lines.getMax(), all.size())));
    return "<figure><figcaption>%s, lines %d to %d</figcaption><code>%s</code></figure>\n"
        .formatted(
            escape(name(submission)), lines.getMin(), lines.getMax(), escape(Detail.clean(code)));
  }
}
