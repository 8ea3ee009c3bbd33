package org.neuronbook.kernel;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** {@code %time} and {@code %%time}: runs code and says what it used. */
final class TimeMagic implements Magic {
  private static final MagicHelp LINE =
      MagicHelp.of(
          "%time statement",
          "runs a statement and says how long it took",
          "Told are the time on the clock, the time of the processor and the memory that was",
          "allocated, both of the cell's own thread, without the compiler's share.");
  private static final MagicHelp CELL =
      MagicHelp.of("%%time", "runs the cell and says how long it took", "Like %time.");

  private final SnippetRunner runner;
  private final Execution execution;
  private final PrintStream output;

  TimeMagic(SnippetRunner runner, Execution execution, PrintStream output) {
    this.runner = runner;
    this.execution = execution;
    this.output = output;
  }

  @Override
  public List<MagicHelp> help() {
    return List.of(LINE, CELL);
  }

  @Override
  public boolean hasValue() {
    return true;
  }

  @Override
  public Object run(Call call) {
    MagicLine line = call.line();
    String code = line.isCell() ? line.text() + "\n" + line.body() : line.text();
    if (code.isBlank()) {
      throw call.misused(line.isCell() ? CELL : LINE, "has nothing to measure");
    }
    StopWatch watch = StopWatch.started();
    StopWatch before = execution.measureWith(watch);
    long start = System.nanoTime();
    Object value;
    try {
      value = runner.run(cell(call, code), call.finish());
    } finally {
      execution.measureWith(before);
    }
    long compiling = System.nanoTime() - start - watch.wallNanos();
    output.println(
        "Wall time "
            + duration(watch.wallNanos())
            + ", processor "
            + duration(watch.processorNanos())
            + ", allocated "
            + size(watch.allocatedBytes())
            + " (compiled in "
            + duration(compiling)
            + ")");
    return value;
  }

  /** The code where it stands in its cell, so that errors name the right line. */
  private static Cell cell(Call call, String code) {
    if (call.piece() == null) {
      return new Cell("the timed code", code);
    }
    Cell cell = call.piece().cell();
    int lines = cell.lineAt(call.piece().offset()) - 1;
    return new Cell(cell.name(), "\n".repeat(lines) + code);
  }

  /** For example {@code 12.3 ms}. */
  static String duration(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds >= 60) {
      return (long) seconds / 60 + " min " + (long) seconds % 60 + " s";
    }
    if (seconds >= 1) {
      return digits(seconds) + " s";
    }
    return seconds >= 1e-3 ? digits(seconds * 1e3) + " ms" : Math.round(seconds * 1e6) + " µs";
  }

  /** For example {@code 1.5 MB}. */
  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    if (bytes < 1_000_000) {
      return digits(bytes / 1e3) + " KB";
    }
    return bytes < 1_000_000_000 ? digits(bytes / 1e6) + " MB" : digits(bytes / 1e9) + " GB";
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
