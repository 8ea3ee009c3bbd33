package org.neuronbook.kernel;

import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** What a cell can do with its own output; imported into every notebook, beside {@code display}. */
public final class CellOutput {
  private CellOutput() {}

  /** Empties the output of this cell now. */
  public static void clearOutput() {
    clearOutput(false);
  }

  /**
   * Empties the output of this cell.
   *
   * @param wait whether to wait until there is something new to show in its place, so that nothing
   *     flickers
   */
  public static void clearOutput(boolean wait) {
    ((TeachingKernel) BaseKernel.notebookKernel()).clearOutput(wait);
  }
}
