package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;

/**
 * The imports that a notebook starts with, those of the extensions among them. JShell compiles once
 * for each import it is given, which for the forty of a course took longer than all else at a
 * start. It takes a whole list of them for one, and compiles once.
 *
 * <p>Only imports of all of a package or class are joined: one of a single name must give way alone
 * when a cell declares that name.
 */
final class StartImports {
  /**
   * Stands first in the list. JShell knows the list by its first import, and replaces it when that
   * one is imported again: by us with a longer list, by a learner never.
   */
  private static final String FIRST = "import " + StopCheck.class.getName() + ";\n";

  private final JShell shell;
  private final List<String> joined = new ArrayList<>();
  private final List<String> single = new ArrayList<>();

  StartImports(JShell shell) {
    this.shell = shell;
  }

  /** Takes a text that consists of nothing but imports, each on a line; leaves any other alone. */
  boolean take(String source) {
    List<String> lines = source.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (!lines.stream().allMatch(line -> line.matches("import (static )?[\\w.]+(\\.\\*)?;"))) {
      return false;
    }
    for (String line : lines) {
      List<String> kind = line.endsWith(".*;") ? joined : single;
      if (!kind.contains(line)) {
        kind.add(line);
      }
    }
    return true;
  }

  /**
   * Makes known to JShell what was taken.
   *
   * @return the imports that name nothing that there is
   */
  List<String> evaluate() {
    List<String> refused = new ArrayList<>();
    if (!joined.isEmpty() && !isValid(FIRST + String.join("\n", joined))) {
      joined.removeIf(line -> !isValid(line) && refused.add(line));
      isValid(FIRST + String.join("\n", joined));
    }
    single.stream().filter(line -> !isValid(line)).forEach(refused::add);
    single.clear();
    return refused;
  }

  private boolean isValid(String source) {
    return shell.eval(source).stream().allMatch(event -> event.status() == Status.VALID);
  }
}
