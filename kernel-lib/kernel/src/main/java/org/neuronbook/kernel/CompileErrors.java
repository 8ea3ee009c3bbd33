package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * What a learner reads when a cell does not compile: what is wrong in the compiler's words, the
 * line with a caret, and for the commonest mistakes a hint in plain words.
 */
final class CompileErrors {
  private static final String NAME = "CompileError";
  private static final int MAX_ERRORS = 3;

  private final JShell shell;
  private final CompileHints hints;

  CompileErrors(JShell shell) {
    this.shell = shell;
    this.hints = new CompileHints(shell);
  }

  /** The failure of a piece that the compiler refused. */
  CellFailure rejected(Piece piece, Snippet snippet) {
    List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
    if (errors.isEmpty()) {
      return failure(List.of(told(piece.cell(), piece.offset(), 1, "this was not accepted", "")));
    }
    boolean isSyntax = errors.stream().anyMatch(CompileHints::isSyntax);
    List<Diag> shown =
        isSyntax
            // What comes after a syntax error is mostly its echo.
            ? errors.stream()
                .filter(CompileHints::isSyntax)
                .min(Comparator.comparingLong(Diag::getPosition))
                .stream()
                .toList()
            : errors.stream().limit(MAX_ERRORS).toList();
    List<Told> told = new ArrayList<>();
    for (Diag error : shown) {
      told.add(tell(piece, error));
    }
    return failure(told);
  }

  private Told tell(Piece piece, Diag error) {
    int position = (int) Math.max(0, Math.min(error.getPosition(), piece.source().length()));
    int end = (int) Math.min(error.getEndPosition(), piece.source().length());
    int length = error.getStartPosition() == error.getPosition() ? end - position : 1;
    return told(
        piece.cell(),
        piece.offset() + position,
        length,
        CompilerMessage.cleaned(error.getMessage(Locale.ENGLISH)),
        hints.forError(piece, error));
  }

  /** The failure of a cell that stops in the middle of something. */
  CellFailure incomplete(Cell cell, int offset) {
    SourceScan.Mark open = SourceScan.of(cell.source()).unclosed();
    if (open != null) {
      return failure(
          List.of(
              told(
                  cell,
                  open.offset(),
                  1,
                  "the cell ends too early: this " + open.what() + " is never closed",
                  CompileHints.forUnclosed(open))));
    }
    int last = Math.max(offset, SourceScan.of(cell.source()).lastCode());
    return failure(
        List.of(
            told(
                cell,
                last,
                1,
                "the cell ends too early",
                "The last statement is not finished: something is missing after this.")));
  }

  /** The failure of a declaration that uses names nobody has declared. */
  CellFailure unresolved(Piece piece, List<String> missing) {
    List<Told> told = new ArrayList<>();
    for (String one : missing.isEmpty() ? List.of("a name") : missing) {
      String symbol = one.substring(one.indexOf(' ') + 1);
      String name = symbol.replaceAll("\\(.*", "");
      Matcher at = Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(piece.source());
      int position = at.find() ? at.start() : 0;
      told.add(
          told(
              piece.cell(),
              piece.offset() + position,
              name.length(),
              "cannot find symbol: " + one,
              hints.forName(piece, position, one)));
    }
    return failure(told);
  }

  private record Told(String place, String message, List<String> lines) {}

  private static Told told(Cell cell, int offset, int length, String message, String hint) {
    int lineNumber = cell.lineAt(offset);
    String line = cell.line(lineNumber);
    int column = Math.min(cell.columnAt(offset), line.length());
    int indent = line.length() - line.stripLeading().length();
    int width = Math.max(1, Math.min(length, line.length() - column));
    if (message.contains("does not override abstract method")) {
      width =
          Math.max(1, Math.min(width, line.indexOf('{', column) - column)); // not the whole body
    }
    String place = cell.name() + ", line " + lineNumber;
    List<String> lines = new ArrayList<>();
    lines.add("  " + place + ":");
    lines.add("    " + line.strip());
    lines.add("    " + " ".repeat(Math.max(0, column - indent)) + "^".repeat(width));
    if (!hint.isEmpty()) {
      lines.add("  " + hint);
    }
    return new Told(place, message, lines);
  }

  private static CellFailure failure(List<Told> all) {
    List<String> lines = new ArrayList<>();
    for (Told one : all) {
      lines.addAll(ErrorText.lines(ErrorText.headline(NAME), one.message()));
      lines.addAll(one.lines());
    }
    Told first = all.get(0);
    String message = first.place() + ": " + first.message().lines().findFirst().orElse("");
    return new CellFailure(NAME, message, lines, null);
  }
}
