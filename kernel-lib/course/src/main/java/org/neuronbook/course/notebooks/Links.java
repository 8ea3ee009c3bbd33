package org.neuronbook.course.notebooks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links in a lesson are written as seen from the lesson's folder, so that the sources can be read
 * on the web; in a notebook, which lies elsewhere, they must be seen from there, and a link to
 * another lesson must lead to its notebook.
 */
final class Links {
  private static final Pattern LINK = Pattern.compile("(\\]\\(|\\bsrc=\"|\\bhref=\")([^)\"\\s#]+)");
  private static final Pattern ABSOLUTE = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*:|/).*");
  private static final Pattern LESSON = Pattern.compile("lessons/([^/]+)/(lesson|exercise)\\.md");

  private Links() {}

  static List<String> relativeTargets(String line) {
    List<String> targets = new ArrayList<>();
    Matcher matcher = LINK.matcher(line);
    while (matcher.find()) {
      if (!ABSOLUTE.matcher(matcher.group(2)).matches()) {
        targets.add(matcher.group(2));
      }
    }
    return targets;
  }

  /** A block's text as the notebook of one kind holds it; fenced listings stay as they are. */
  static String rewrite(String markdown, Lesson lesson, NotebookKind kind) {
    List<String> lines = new ArrayList<>();
    for (Markdown.Line line : Markdown.lines(markdown)) {
      lines.add(line.fenced() ? line.text() : rewriteLine(line.text(), lesson, kind));
    }
    return String.join("\n", lines);
  }

  private static String rewriteLine(String line, Lesson lesson, NotebookKind kind) {
    return LINK.matcher(line)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1)
                        + (ABSOLUTE.matcher(match.group(2)).matches()
                            ? match.group(2)
                            : seenFrom(kind, lesson, match.group(2)))));
  }

  private static String seenFrom(NotebookKind kind, Lesson lesson, String target) {
    String fromRoot = slashes(Path.of("lessons", lesson.slug()).resolve(target).normalize());
    Matcher other = LESSON.matcher(fromRoot);
    if (other.matches()) {
      NotebookKind led =
          other.group(2).equals("lesson") ? NotebookKind.LESSON : NotebookKind.EXERCISES;
      fromRoot = led.folder() + "/" + other.group(1) + ".ipynb";
    }
    return slashes(Path.of(kind.folder()).relativize(Path.of(fromRoot)));
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
