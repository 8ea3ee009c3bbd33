package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * The statement in which the cursor stands. JShell looks at one statement at a time, a cell has
 * many; and the statements before the cursor, not run yet, may declare what it needs.
 */
final class CursorContext {
  /** Source that JShell can analyse, and the cursor in it. */
  record View(String source, int cursor) {}

  /**
   * The protocol counts characters of Unicode, Java counts an emoji as two: the place in a Java
   * text.
   */
  static int inJava(String source, int characters) {
    int all = source.codePointCount(0, source.length());
    return source.offsetByCodePoints(0, Math.max(0, Math.min(characters, all)));
  }

  /** The place as the protocol counts it. */
  static int inProtocol(String source, int offset) {
    return source.codePointCount(0, offset);
  }

  private final JShell shell;

  CursorContext(JShell shell) {
    this.shell = shell;
  }

  /**
   * The ways to look at the source, best first: the statement alone, then with the cell's earlier
   * statements as if all stood in one block.
   */
  List<View> views(String written, int cursor) {
    String source = MagicLine.masked(written);
    int end = Math.max(0, Math.min(cursor, source.length()));
    String before = source.substring(0, end);
    StringBuilder statements = new StringBuilder();
    String rest = before;
    while (true) {
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (!info.completeness().isComplete() || info.remaining().isBlank()) {
        break;
      }
      String statement = info.source();
      if (!statement.strip().startsWith("import ")) {
        statements.append(statement);
      }
      rest = info.remaining();
    }
    String after = source.substring(end);
    List<View> views = new ArrayList<>();
    views.add(new View(rest + after, rest.length()));
    if (!statements.isEmpty()) {
      String block = "{" + statements + rest;
      views.add(new View(block + after, block.length()));
    }
    return views;
  }
}
