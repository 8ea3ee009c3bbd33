package org.neuronbook.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Lets variables outlive the cells that are run again. JShell empties a variable, or takes it away,
 * when a class, method or import is declared anew that it has to do with; here
 *
 * <ul>
 *   <li>a declaration whose code is unchanged is not declared anew at all,
 *   <li>a variable that JShell took away is declared again with the type it had, so that it finds
 *       its value where it left it (see {@link Variables}),
 *   <li>and a variable that holds an object of an earlier version of a class, which no variable of
 *       the new version can hold, is named to the learner with the cell that fills it again.
 * </ul>
 */
final class KeptState {
  private final JShell shell;
  private final SourceMap sources;
  private final Execution execution;
  private final Variables variables;
  private final Map<String, Snippet> declarations = new HashMap<>();

  KeptState(JavaShell java) {
    this.shell = java.shell();
    this.sources = java.sources();
    this.execution = java.execution();
    this.variables = execution.variables();
  }

  /** The declaration in force that has the same code as this piece, or null. */
  Snippet unchanged(Piece piece) {
    Snippet same = declarations.get(code(piece.source()));
    if (same == null) {
      return null;
    }
    Status status = shell.status(same);
    if (status != Status.VALID && status != Status.RECOVERABLE_DEFINED) {
      return null;
    }
    if (same.source().lines().count() == piece.source().lines().count()) {
      sources.move(same.id(), piece); // errors name the cell where it stands now
    }
    return same;
  }

  /**
   * Mends what a declaration has done to variables.
   *
   * @return what the learner should know, or null
   */
  String mend(List<SnippetEvent> events) {
    Set<String> own = new HashSet<>();
    Map<String, VarSnippet> taken = new LinkedHashMap<>();
    Deque<SnippetEvent> open = new ArrayDeque<>(events);
    while (!open.isEmpty()) {
      SnippetEvent event = open.poll();
      remember(event);
      if (!(event.snippet() instanceof VarSnippet variable)) {
        continue;
      }
      if (event.causeSnippet() == null) {
        own.add(variable.name());
      } else if (event.status() == Status.RECOVERABLE_NOT_DEFINED
          && variable.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
          && taken.putIfAbsent(variable.name(), variable) == null) {
        open.addAll(declareAgain(variable));
      }
    }
    Set<String> emptied = new LinkedHashSet<>();
    for (Variables.Moved moved : variables.moved()) {
      if (!own.contains(moved.name())) {
        boolean isKept = Variables.set(moved.now(), Variables.value(moved.before()));
        if (!isKept && !Variables.isEmpty(moved.before())) {
          emptied.add(moved.name());
        }
      }
      Variables.clear(moved.before());
    }
    return emptied.isEmpty() ? null : note(events.get(0).snippet(), emptied);
  }

  private void remember(SnippetEvent event) {
    Snippet snippet = event.snippet();
    Snippet.Kind kind = snippet.kind();
    if (event.status() == Status.OVERWRITTEN
        && kind == Snippet.Kind.IMPORT
        && !code(snippet.source()).equals(code(event.causeSnippet().source()))) {
      // The same name may mean another class now: what is declared next is looked at afresh.
      declarations.clear();
    } else if (event.causeSnippet() == null
        && (kind == Snippet.Kind.IMPORT
            || kind == Snippet.Kind.METHOD
            || kind == Snippet.Kind.TYPE_DECL)) {
      declarations.put(code(snippet.source()), snippet);
    }
  }

  /** With its type instead of its initializer, and so that nothing is assigned. */
  private List<SnippetEvent> declareAgain(VarSnippet variable) {
    Piece origin = sources.piece(variable.id());
    if (origin != null) {
      sources.startPiece(origin);
    }
    List<SnippetEvent> events =
        execution.withoutRunning(
            () -> shell.eval(variable.typeName() + " " + variable.name() + ";"));
    return events.stream().filter(event -> event.causeSnippet() != null).toList();
  }

  private static String code(String source) {
    return SourceScan.of(source).compact();
  }

  private String note(Snippet changed, Set<String> emptied) {
    List<String> cells = new ArrayList<>();
    shell
        .variables()
        .filter(variable -> emptied.contains(variable.name()))
        .forEach(
            variable -> cells.add(place(sources.piece(variable.id())) + " for " + title(variable)));
    // "cell 9" before "cell 10"
    cells.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    boolean isOne = cells.size() == 1;
    return (isOne ? "A variable was" : cells.size() + " variables were")
        + " emptied, since "
        + (isOne ? "its value was" : "their values were")
        + " made before "
        + described(changed)
        + " changed. To fill "
        + (isOne ? "it" : "them")
        + " again, run\n  "
        + String.join("\n  ", cells);
  }

  private static String title(VarSnippet variable) {
    boolean hasNamedType = !variable.typeName().startsWith("<");
    return variable.name() + (hasNamedType ? " (" + variable.typeName() + ")" : "");
  }

  private static String place(Piece piece) {
    return piece == null
        ? "the cell that declares it"
        : piece.cell().name() + " (line " + piece.cellLine(1) + ")";
  }

  private static String described(Snippet changed) {
    return switch (changed.subKind()) {
      case CLASS_SUBKIND -> "class " + name(changed);
      case INTERFACE_SUBKIND -> "interface " + name(changed);
      case ENUM_SUBKIND -> "enum " + name(changed);
      case RECORD_SUBKIND -> "record " + name(changed);
      case METHOD_SUBKIND -> "method " + name(changed);
      default ->
          changed.kind() == Snippet.Kind.IMPORT
              ? "the imports"
              : changed.kind() == Snippet.Kind.VAR ? "variable " + name(changed) : "this";
    };
  }

  private static String name(Snippet snippet) {
    return ((PersistentSnippet) snippet).name();
  }
}
