package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** What Shift-Tab shows: the signature, and the Javadoc where its source is at hand. */
final class Inspection {
  private final JShell shell;
  private final CursorContext contexts;

  Inspection(JShell shell) {
    this.shell = shell;
    this.contexts = new CursorContext(shell);
  }

  /** The text for what stands at the cursor, or null. */
  String at(String source, int cursor) {
    int end = Math.max(0, Math.min(cursor, source.length()));
    while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
      end++;
    }
    for (CursorContext.View view : contexts.views(source, end)) {
      String before = view.source().substring(0, view.cursor());
      // A method's documentation belongs to its arguments: ask behind an opening bracket.
      for (String asked : List.of(before + "(", before)) {
        Set<String> texts = new LinkedHashSet<>();
        for (Documentation each :
            shell.sourceCodeAnalysis().documentation(asked, asked.length(), true)) {
          texts.add(text(each));
        }
        if (!texts.isEmpty()) {
          return String.join("\n\n", texts);
        }
      }
    }
    return null;
  }

  private static String text(Documentation documentation) {
    // JShell writes a variable as name:type.
    String signature =
        Names.withoutWrappers(documentation.signature()).replaceFirst("^(\\w+):(.+)$", "$2 $1");
    String javadoc = documentation.javadoc();
    return javadoc == null || javadoc.isBlank() ? signature : signature + "\n" + plain(javadoc);
  }

  /** Javadoc source as plain text: no HTML, no inline tags, block tags as they are. */
  static String plain(String javadoc) {
    String text =
        javadoc
            .replaceAll("\\{@(?:code|link|linkplain|literal|value)\\s+#?([^{}]*)}", "$1")
            .replaceAll("(?i)<li>", "- ")
            .replaceAll("(?i)</?(p|br|ul|ol|dl|dt|dd|pre|blockquote)[^>]*>", "")
            .replaceAll("<[^>]+>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&");
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (!line.isBlank() || !lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
        lines.add(line.strip());
      }
    }
    return String.join("\n", lines).strip();
  }
}
