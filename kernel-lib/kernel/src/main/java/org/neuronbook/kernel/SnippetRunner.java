package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;

/**
 * Runs a cell: cuts it into pieces, gives them to JShell one by one, and yields the value of a last
 * expression. A cell whose brackets do not match fails before any of it has run.
 */
final class SnippetRunner {
  private final JShell shell;
  private final Execution execution;
  private final SourceMap sources;
  private final CompileErrors compileErrors;
  private final ErrorText errorText;
  private final UnnamedValues unnamed;
  private final KeptState state;
  private final Consumer<String> notes;
  private final Magics magics;

  /**
   * @param notes told what the learner should know of a cell that nevertheless went well
   */
  SnippetRunner(JavaShell java, Consumer<String> notes, Magics magics) {
    this.magics = magics;
    this.shell = java.shell();
    this.execution = java.execution();
    this.sources = java.sources();
    this.compileErrors = new CompileErrors(shell);
    this.errorText = new ErrorText(sources);
    this.unnamed = new UnnamedValues(shell, execution);
    this.state = new KeptState(java);
    this.notes = notes;
  }

  /**
   * Runs all of a cell.
   *
   * @param finish applied to the cell's value on the thread that made it
   * @return the finished value, or null when the cell ends in a statement or declaration
   * @throws CellFailure when it does not compile, throws, or is interrupted
   */
  Object run(Cell cell, UnaryOperator<Object> finish) {
    unnamed.noteNamesIn(cell.source());
    List<Piece> all = split(cell);
    List<Snippet> declared = new ArrayList<>();
    Object value = null;
    for (int i = 0; i < all.size(); i++) {
      Piece piece = all.get(i);
      boolean shown = i == all.size() - 1 && piece.isExpression();
      value = evaluate(piece, shown ? finish : ignored -> null, declared);
    }
    for (Snippet snippet : declared) {
      if (shell.status(snippet) == Status.RECOVERABLE_DEFINED
          || shell.status(snippet) == Status.RECOVERABLE_NOT_DEFINED) {
        List<String> missing = shell.unresolvedDependencies((DeclarationSnippet) snippet).toList();
        throw compileErrors.unresolved(sources.piece(snippet.id()), missing);
      }
    }
    return value;
  }

  /**
   * Runs a callback, which may be interrupted as a cell may.
   *
   * @throws CellFailure when its thread did not stop and was left behind
   */
  void runCallback(Runnable callback) {
    try {
      if (execution.run(callback)) {
        throw errorText.interrupted(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What a learner reads of an exception that left no snippet. Only JShell knows which line of
   * which snippet a frame is, and it says so of what a snippet throws: so one throws it again.
   */
  CellFailure explain(Throwable thrown) {
    if (thrown instanceof CellFailure failure) {
      return failure;
    }
    if (thrown instanceof StopCheck.Stopped || thrown instanceof ThreadDeath) {
      return errorText.interrupted(false);
    }
    List<SnippetEvent> events = new ArrayList<>();
    execution.rethrowing(thrown, () -> events.addAll(shell.eval("{}")));
    JShellException reported = null;
    for (SnippetEvent event : events) {
      reported = event.exception() == null ? reported : event.exception();
      shell.drop(event.snippet());
    }
    return errorText.of(thrown, reported);
  }

  /**
   * Runs code of the kernel or of an extension as a cell's own: where an interrupt stops it.
   *
   * @return the finished value
   * @throws Exception what the code throws
   */
  Object runInside(Callable<Object> code, UnaryOperator<Object> finish) throws Exception {
    execution.finishWith(finish);
    try {
      execution.call(code);
    } catch (Exception e) {
      if (execution.isInterrupted()) {
        throw errorText.interrupted(execution.wasAbandoned());
      }
      if (execution.thrown() instanceof Error error) {
        throw error;
      }
      throw execution.thrown() instanceof Exception own ? own : e;
    }
    return execution.value();
  }

  /** Empties what the failed cell has declared: half-filled arrays, mostly, and nobody's yet. */
  private void makeRoom(Cell cell) {
    shell
        .variables()
        .filter(variable -> sources.piece(variable.id()) != null)
        .filter(variable -> sources.piece(variable.id()).cell() == cell)
        .forEach(
            variable -> {
              String owner = shell.sourceCodeAnalysis().wrapper(variable).fullClassName();
              execution.variables().clear(owner, variable.name());
            });
  }

  private List<Piece> split(Cell cell) {
    List<Piece> all = new ArrayList<>();
    int from = 0;
    for (SourceScan.Magic magic : SourceScan.of(cell.source()).magics()) {
      splitJava(cell, from, magic.start(), all);
      String source = cell.source().substring(magic.start(), magic.end());
      all.add(new Piece(cell, magic.start(), source, true));
      from = magic.end();
    }
    splitJava(cell, from, cell.source().length(), all);
    return all;
  }

  private void splitJava(Cell cell, int start, int end, List<Piece> all) {
    String rest = cell.source().substring(start, end);
    while (true) {
      int offset = end - rest.length();
      String text = rest.stripLeading();
      offset += rest.length() - text.length();
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(text);
      if (info.completeness() == Completeness.EMPTY) {
        return;
      }
      if (info.completeness() == Completeness.UNKNOWN) {
        all.add(new Piece(cell, offset, text, false)); // JShell will say what is wrong with it
        return;
      }
      if (!info.completeness().isComplete()) {
        throw compileErrors.incomplete(cell, offset);
      }
      String source = info.source();
      int lastCode = SourceScan.of(source).lastCode();
      boolean isExpression = lastCode >= 0 && source.charAt(lastCode) != ';';
      if (!source.strip().equals(";")) {
        all.add(new Piece(cell, offset, source, isExpression));
      }
      rest = info.remaining();
    }
  }

  private Object evaluate(Piece piece, UnaryOperator<Object> finish, List<Snippet> declared) {
    if (execution.isInterrupted()) {
      throw errorText.interrupted(false);
    }
    if (piece.isMagic()) {
      return magics.run(piece, this, finish);
    }
    Snippet unchanged = state.unchanged(piece);
    if (unchanged != null) {
      declared.add(unchanged);
      return null;
    }
    execution.finishWith(finish);
    sources.startPiece(piece);
    List<SnippetEvent> events = shell.eval(piece.source());
    Object value = execution.value();
    Throwable thrown = execution.thrown();
    boolean wasAbandoned = execution.wasAbandoned();
    String note = state.mend(events);
    if (note != null) {
      notes.accept(note);
    }
    boolean isAssignment = false;
    for (SnippetEvent event : events) {
      if (event.causeSnippet() != null) {
        continue; // another snippet that this one changed
      }
      if (event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
        unnamed.add((VarSnippet) event.snippet());
      }
      if (execution.isOutOfMemory()) {
        makeRoom(piece.cell());
        throw errorText.outOfMemory(event.exception());
      }
      if (execution.isInterrupted()) {
        throw errorText.interrupted(wasAbandoned);
      }
      Snippet snippet = event.snippet();
      if (event.exception() != null) {
        throw errorText.of(thrown, event.exception());
      }
      if (event.status() == Status.REJECTED) {
        throw compileErrors.rejected(piece, snippet);
      }
      if (snippet instanceof DeclarationSnippet) {
        declared.add(snippet);
      }
      isAssignment |= snippet.subKind() == Snippet.SubKind.ASSIGNMENT_SUBKIND;
    }
    return isAssignment ? null : value;
  }
}
