package org.neuronbook.course.notebooks;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Runs the cells of a notebook from top to bottom in a fresh kernel. */
interface Executor {

  /**
   * What to run, and how.
   *
   * @param name as messages show it, such as {@code notebooks/10-training-loop.ipynb}
   * @param directory the working directory of the kernel
   */
  record Job(String name, Notebook notebook, String kernel, Path directory, Limits limits) {}

  /** Seconds that a cell, a whole notebook and the start of a kernel may take. */
  record Limits(int cell, int notebook, int start) {
    static final Limits USUAL = new Limits(300, 1200, 120);
  }

  /**
   * What came of it.
   *
   * @param notebook the same cells with their outputs, as far as they were run
   * @param failure null if every cell did what it should
   * @param peakBytes the largest resident memory of the kernel; null where it cannot be measured
   */
  record Execution(Notebook notebook, Failure failure, double seconds, Long peakBytes) {}

  /** Why an execution ended before the last cell. */
  record Failure(Reason reason, String cell, String text) {}

  enum Reason {
    /** A cell threw. */
    ERROR,
    CELL_TIME,
    NOTEBOOK_TIME,
    /** The kernel's process ended. */
    DEAD,
    /** The kernel did not start. */
    START,
    /** Something between us and the kernel failed. */
    CLIENT
  }

  /**
   * Runs a notebook.
   *
   * @param onCell told the id of each cell before it runs
   */
  Execution execute(Job job, Consumer<String> onCell);
}
