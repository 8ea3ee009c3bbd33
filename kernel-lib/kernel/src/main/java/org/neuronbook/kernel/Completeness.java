package org.neuronbook.kernel;

import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Whether a console should run the input on Enter, or wait for more. */
final class Completeness {
  private static final String INDENT = "  ";

  private final JShell shell;

  Completeness(JShell shell) {
    this.shell = shell;
  }

  /** JJava's constant for complete or invalid source, or the next line's indent. */
  String of(String written) {
    if (Pager.Question.of(written).isPresent()) {
      return BaseKernel.IS_COMPLETE_YES;
    }
    String source = MagicLine.masked(written);
    SourceScan scan = SourceScan.of(source);
    if (scan.superfluous() != null) {
      return BaseKernel.IS_COMPLETE_BAD;
    }
    SourceScan.Mark open = scan.unclosed();
    if (open != null && (open.what().equals("\"") || open.what().equals("'"))) {
      return BaseKernel.IS_COMPLETE_BAD; // no further line closes it
    }
    String rest = source;
    while (true) {
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      switch (info.completeness()) {
        case EMPTY:
          return BaseKernel.IS_COMPLETE_YES;
        case COMPLETE:
        case COMPLETE_WITH_SEMI:
          if (isErroneous(info.source())) {
            return BaseKernel.IS_COMPLETE_BAD;
          }
          if (info.remaining().isEmpty()) {
            return BaseKernel.IS_COMPLETE_YES;
          }
          rest = info.remaining();
          break;
        case UNKNOWN:
          return BaseKernel.IS_COMPLETE_BAD;
        default:
          return indent(source);
      }
    }
  }

  /** Whether the parser rejects what has all its brackets. */
  private boolean isErroneous(String statement) {
    return shell.sourceCodeAnalysis().sourceToSnippets(statement).stream()
        .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
  }

  private static String indent(String source) {
    String lastLine = source.substring(source.lastIndexOf('\n') + 1);
    String indent = lastLine.substring(0, lastLine.length() - lastLine.stripLeading().length());
    return lastLine.stripTrailing().endsWith("{") ? indent + INDENT : indent;
  }
}
