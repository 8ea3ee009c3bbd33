package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quiz that teaches: each option opens to its explanation, which begins with Right or Wrong.
 *
 * <pre>{@code
 * ### 1. What does zeroGrad do?
 *
 * <details><summary>It sets the weights to zero.</summary>
 *
 * Wrong: the weights stay; the gradients are forgotten.
 *
 * </details>
 * }</pre>
 */
final class QuizChecks {
  private static final Pattern OPTION =
      Pattern.compile("<details>\\s*<summary>(.*?)</summary>(.*?)</details>", Pattern.DOTALL);
  private static final Pattern VERDICT =
      Pattern.compile("(Right|Wrong)\\b[^\\p{L}]*(.*)", Pattern.DOTALL);
  private static final int SHORTEST_EXPLANATION = 15;
  private static final String NOTATION =
      "write an option as <details><summary>the option</summary>, an empty line, \"Right: why\" or"
          + " \"Wrong: why\", an empty line, </details>";

  private QuizChecks() {}

  static List<Problem> check(LessonSource source) {
    Map<String, List<Cell>> sections = Sections.split(source.cells());
    List<Problem> problems = new ArrayList<>();
    int questions = 0;
    List<Cell> cells = sections.getOrDefault(Sections.QUIZ, List.of());
    for (Cell cell : cells) {
      if (!cell.isMarkdown()) {
        continue;
      }
      // The first part is what stands before the first question.
      String[] parts = cell.source().split("(?m)^### ", -1);
      for (int i = 1; i < parts.length; i++) {
        questions++;
        problems.addAll(checkQuestion(source.where(cell), parts[i]));
      }
    }
    if (!cells.isEmpty() && questions == 0) {
      problems.add(
          new Problem(
              source.where(cells.get(0)),
              "questions, each under a heading of the third level (###)",
              "no question",
              NOTATION));
    }
    return problems;
  }

  private static List<Problem> checkQuestion(String block, String text) {
    String where = block + ", question \"" + Markdown.firstLine(text).strip() + "\"";
    List<Problem> problems = new ArrayList<>();
    int options = 0;
    int right = 0;
    Matcher option = OPTION.matcher(text);
    while (option.find()) {
      options++;
      String body = option.group(2);
      Matcher verdict = VERDICT.matcher(body.strip());
      if (!verdict.matches() || verdict.group(2).strip().length() < SHORTEST_EXPLANATION) {
        problems.add(
            new Problem(
                where + ", option \"" + option.group(1).strip() + "\"",
                "an explanation that begins with Right or Wrong",
                body.isBlank() ? "nothing" : "\"" + body.strip() + "\"",
                "a wrong option teaches most when it says which idea leads there"));
      } else {
        right += verdict.group(1).equals("Right") ? 1 : 0;
        if (!body.startsWith("\n\n") || !body.endsWith("\n\n")) {
          problems.add(
              new Problem(
                  where + ", option \"" + option.group(1).strip() + "\"",
                  "an empty line before and after the explanation",
                  "none",
                  "without them its Markdown and its formulas are shown as they are typed"));
        }
      }
    }
    if (options < 2 || (problems.isEmpty() && right == 0)) {
      problems.add(
          new Problem(
              where,
              "two options or more, one of them right",
              options + " options, " + right + " of them right",
              NOTATION));
    }
    return problems;
  }
}
