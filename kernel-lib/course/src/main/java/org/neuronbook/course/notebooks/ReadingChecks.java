package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prose of a notebook for those who hear it or do not see colours: headings in order, links
 * that say where they lead, nothing told by colour alone (WCAG 2.2: 1.3.1, 2.4.4, 1.4.1).
 */
final class ReadingChecks {
  private static final Pattern HEADING = Pattern.compile("^ {0,3}(#{1,6})\\s+(.*)$");
  private static final Pattern LINK = Pattern.compile("(?<!!)\\[([^\\]]*)\\]\\(([^)\\s]+)[^)]*\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Set<String> SAYS_NOTHING =
      Set.of(
          "",
          "here",
          "click here",
          "this",
          "this link",
          "link",
          "this page",
          "page",
          "more",
          "read more",
          "see here",
          "url",
          "website",
          "source",
          "这里",
          "点击这里",
          "链接",
          "此处");

  private static final String HUE =
      "(?:red|green|blue|orange|yellow|purple|pink|violet|vermillion|cyan|magenta|brown)";
  private static final String MARK =
      "(?:line|curve|dot|point|bar|band|region|area|cell|square|marker|box|edge|arrow|ground|one|circle|cross|triangle|surface|side)(?:e?s)?";

  /** "the red line"; not "the dashed red line" and not "the red line (training)". */
  private static final Pattern COLOUR_ALONE =
      Pattern.compile(
          "(?i)\\b(the|a|an|each|every|all|both|in)\\s+("
              + HUE
              + "\\s+"
              + MARK
              + ")\\b(?!\\s*\\()|(?i)\\b((?:shown|drawn|marked|coloured|colored|painted)(?:\\s+in)?\\s+"
              + HUE
              + ")\\b(?!\\s*\\()|([红绿蓝橙黄紫粉]色?的?(?:曲线|直线|线|点|柱|区域|方块|箭头))(?![（(])");

  private ReadingChecks() {}

  static List<Problem> check(String name, Notebook notebook) {
    List<Problem> problems = new ArrayList<>();
    int level = 0;
    int titles = 0;
    for (Cell cell : notebook.cells()) {
      if (!cell.isMarkdown()) {
        continue;
      }
      String where = name + ", cell " + cell.id();
      for (Markdown.Line line : Markdown.prose(cell.source())) {
        Matcher heading = HEADING.matcher(line.text());
        if (heading.matches()) {
          int next = heading.group(1).length();
          titles += next == 1 ? 1 : 0;
          if (next > level + 1) {
            problems.add(skipped(where, level, next, line.text().strip()));
          }
          level = next;
        }
        checkLinks(where, line.text(), problems);
        checkColours(where, line.text(), problems);
      }
    }
    if (titles != 1) {
      problems.add(
          new Problem(
              name,
              "one heading of the first level, the title",
              titles + " of them",
              "start the title with # and every section with ##"));
    }
    return problems;
  }

  private static Problem skipped(String where, int level, int next, String heading) {
    return new Problem(
        where,
        level == 0
            ? "the title, with one #, before all other headings"
            : "a heading of level %d at most, as the one before has level %d"
                .formatted(level + 1, level),
        "level %d: \"%s\"".formatted(next, heading),
        "screen readers list headings as a tree: take away "
            + (next - level - 1)
            + " of the # signs");
  }

  private static void checkLinks(String where, String line, List<Problem> problems) {
    Matcher links = LINK.matcher(CODE.matcher(line).replaceAll("code"));
    while (links.find()) {
      String text = links.group(1).strip();
      String plain = text.replaceAll("[*_.:,!]", "").strip().toLowerCase(Locale.ROOT);
      if (SAYS_NOTHING.contains(plain) || plain.startsWith("http")) {
        problems.add(
            new Problem(
                where,
                "a link whose words say where it leads",
                "[" + text + "](" + links.group(2) + ")",
                "links are also read in a list, without the text around them: name the page"));
      }
    }
  }

  private static void checkColours(String where, String line, List<Problem> problems) {
    Matcher colours = COLOUR_ALONE.matcher(CODE.matcher(line).replaceAll(""));
    while (colours.find()) {
      problems.add(
          new Problem(
              where,
              "words that also those understand who see no colours",
              "\"" + colours.group() + "\"",
              "say the name, the dashes, the marker or the place too: \"the dashed red line\" or \"the red line (validation)\""));
    }
  }
}
