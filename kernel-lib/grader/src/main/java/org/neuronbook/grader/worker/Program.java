package org.neuronbook.grader.worker;

import java.util.List;

/**
 * A submission ready to run.
 *
 * @param steps what a notebook's kernel would do, in its order
 * @param problems what does not compile, in sentences with cell and line
 */
public record Program(List<Step> steps, List<String> problems) {

  /**
   * One thing to do: define classes, or run a snippet.
   *
   * @param cell the number of the cell; after an exception the rest of a cell is left out
   * @param classes the classes to define
   * @param run the class whose snippet to run, or empty
   */
  public record Step(int cell, List<ClassFile> classes, String run) {
    public Step {
      classes = List.copyOf(classes);
    }
  }

  /** A compiled class. */
  public record ClassFile(String name, byte[] bytes) {}

  public Program {
    steps = List.copyOf(steps);
    problems = List.copyOf(problems);
  }
}
