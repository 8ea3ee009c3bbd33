package org.neuronbook.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;

/**
 * The values of expressions, which JShell keeps for ever as {@code $1}, {@code $2} ...: each costs
 * memory, and each later cell a little time. The last {@value #KEPT} stay, and those that a cell
 * has named.
 */
final class UnnamedValues {
  static final int KEPT = 20;

  private static final Pattern NAME = Pattern.compile("\\$\\d+");

  private final JShell shell;
  private final Execution execution;
  private final Deque<VarSnippet> values = new ArrayDeque<>();
  private final Set<String> named = new HashSet<>();

  UnnamedValues(JShell shell, Execution execution) {
    this.shell = shell;
    this.execution = execution;
  }

  /** Looks which values a cell names. */
  void noteNamesIn(String source) {
    Matcher names = NAME.matcher(source);
    while (names.find()) {
      named.add(names.group());
    }
  }

  /** Adds a value, and forgets the oldest when there are too many. */
  void add(VarSnippet value) {
    values.add(value);
    while (values.size() > KEPT) {
      VarSnippet oldest = values.remove();
      if (!named.contains(oldest.name())) {
        String owner = shell.sourceCodeAnalysis().wrapper(oldest).fullClassName();
        execution.variables().clear(owner, oldest.name());
        shell.drop(oldest);
      }
    }
  }
}
