package org.neuronbook.course.notebooks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures speak to those who cannot see them, links lead somewhere, and diagrams are drawn. */
final class ProseChecks {
  private static final Pattern MARKDOWN_IMAGE = Pattern.compile("!\\[([^\\]]*)\\]\\(");
  private static final Pattern HTML_IMAGE = Pattern.compile("<img\\b[^>]*>");
  private static final Pattern HTML_ALT = Pattern.compile("\\balt\\s*=\\s*([\"'])\\s*\\S.*?\\1");
  private static final Pattern ART =
      Pattern.compile(
          "[\\u2500-\\u257f\\u25b2\\u25bc\\u25ba\\u25c4]|\\+--|--\\+|-->|<--|==>|\\|\\s+\\|");

  private ProseChecks() {}

  static List<Problem> check(LessonSource source) {
    List<Problem> problems = new ArrayList<>();
    for (Cell cell : source.cells()) {
      problems.addAll(check(source, cell));
    }
    if (source.hasExercises()) {
      for (Cell cell : source.exercises()) {
        problems.addAll(check(source, cell));
      }
    }
    return problems;
  }

  private static List<Problem> check(LessonSource source, Cell cell) {
    if (!cell.isMarkdown()) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    String where = source.where(cell);
    for (Markdown.Line line : Markdown.prose(cell.source())) {
      checkAlt(where, line.text(), problems);
      for (String target : Links.relativeTargets(line.text())) {
        Path file = source.lesson().directory().resolve(target).normalize();
        if (!Files.exists(file)) {
          problems.add(
              new Problem(
                  where,
                  "a link to a file that exists, seen from the lesson's folder",
                  target,
                  "another lesson is ../08-mlp-and-xor/lesson.md, a picture lies beside lesson.md"));
        }
      }
    }
    checkArt(where, cell.source(), problems);
    return problems;
  }

  private static void checkAlt(String where, String text, List<Problem> problems) {
    boolean silent = MARKDOWN_IMAGE.matcher(text).results().anyMatch(m -> m.group(1).isBlank());
    Matcher images = HTML_IMAGE.matcher(text);
    while (images.find()) {
      silent |= !HTML_ALT.matcher(images.group()).find();
    }
    if (silent) {
      problems.add(
          new Problem(
              where,
              "a text in the place of the picture: ![what it shows](file)",
              text.strip(),
              "say what the picture tells: the numbers and the trend"));
    }
  }

  private static void checkArt(String where, String markdown, List<Problem> problems) {
    int drawn = 0;
    boolean listing = false;
    for (Markdown.Line line : Markdown.lines(markdown)) {
      if (line.opening() != null) {
        listing = line.opening().isEmpty() || line.opening().equals("text");
        drawn = 0;
      } else if (line.fenced() && listing && ART.matcher(line.text()).find() && ++drawn == 2) {
        problems.add(
            new Problem(
                where,
                "a picture with a text in its place",
                "a diagram made of characters: \"" + line.text().strip() + "\"",
                "a screen reader reads such a diagram sign by sign; draw it as SVG or with a chart"));
      }
    }
  }
}
