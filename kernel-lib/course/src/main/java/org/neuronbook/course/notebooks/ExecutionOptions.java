package org.neuronbook.course.notebooks;

import picocli.CommandLine.Option;

/** The options of commands that run notebooks. */
final class ExecutionOptions {
  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many notebooks run at the same time (default: half the processors).")
  private int jobs = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  @Option(
      names = "--cell-seconds",
      paramLabel = "S",
      description = "The longest time for one cell (default: ${DEFAULT-VALUE}).")
  private int cellSeconds = Executor.Limits.USUAL.cell();

  @Option(
      names = "--notebook-seconds",
      paramLabel = "S",
      description = "The longest time for one notebook (default: ${DEFAULT-VALUE}).")
  private int notebookSeconds = Executor.Limits.USUAL.notebook();

  int jobs() {
    return jobs;
  }

  Executor.Limits limits() {
    return new Executor.Limits(cellSeconds, notebookSeconds, Executor.Limits.USUAL.start());
  }
}
