package org.neuronbook.course.grade;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Cells written as one Java class, so that a program that reads Java files can read them: what is
 * declared becomes a member, and statements stand in initialiser blocks. Nothing is compiled or
 * run.
 */
final class CellsAsClass {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^[ \\t]{0,99}import\\s[\\w.*\\s]{1,300};");

  private final StringBuilder text = new StringBuilder("class Cells {\n");
  private final List<Integer> unread = new ArrayList<>();

  /**
   * @param given cells that are left out, because the course hands them out like this
   */
  CellsAsClass(List<String> cells, Collection<String> given) {
    for (int i = 0; i < cells.size(); i++) {
      if (!given.contains(cells.get(i).strip())) {
        add(cells.get(i), i + 1);
      }
    }
    text.append("}\n");
  }

  /** The class. */
  String text() {
    return text.toString();
  }

  /** The numbers of the cells that no Java compiler can read. */
  List<Integer> unread() {
    return List.copyOf(unread);
  }

  private void add(String cell, int number) {
    String code = IMPORT.matcher(cell).replaceAll("");
    if (code.isBlank()) {
      return;
    }
    String before = text.toString();
    text.append("// cell %d\n".formatted(number));
    if (!piece(code) && !pieces(code)) {
      text.replace(0, text.length(), before);
      unread.add(number);
    }
  }

  /** What is of one kind goes in as it stands. */
  private boolean piece(String code) {
    String member = code.strip() + "\n";
    String block = "{\n%s\n}\n".formatted(code.strip());
    for (String each : List.of(member, block)) {
      if (isJava("class Cells {\n" + each + "}\n")) {
        text.append(each);
        return true;
      }
    }
    return false;
  }

  /**
   * Declarations, statements and, without a semicolon, values in turn: JShell knows where one ends.
   */
  private boolean pieces(String code) {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      String rest = code;
      while (!rest.isBlank()) {
        CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        if (!next.completeness().isComplete()
            || next.source().isEmpty()
            || !(piece(next.source())
                || piece("var value = %s;".formatted(next.source().strip())))) {
          return false;
        }
        rest = next.remaining();
      }
      return true;
    }
  }

  private static boolean isJava(String source) {
    var file =
        new SimpleJavaFileObject(URI.create("string:///Cells.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var problems = new DiagnosticCollector<JavaFileObject>();
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problems, List.of("-proc:none"), null, List.of(file));
    task.setLocale(Locale.ROOT);
    try {
      task.parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems.getDiagnostics().stream()
        .noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
  }
}
