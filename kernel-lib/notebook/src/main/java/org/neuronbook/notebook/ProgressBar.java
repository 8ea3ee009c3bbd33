package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.neuronbook.train.Epoch;
import org.neuronbook.train.Progress;

/**
 * How far long work is: a bar with n/total, the time that passed and that is left, the rate and the
 * loss. At most ten updates a second. One line stays in the notebook, without times, so that the
 * same run leaves the same notebook.
 *
 * <pre>{@code
 * trainer.listen(new ProgressBar());
 * }</pre>
 */
public final class ProgressBar implements Consumer<Progress> {

  private static final int TEXT_BAR = 30;

  private final LongSupplier nanoTime;
  private final Live live;
  private final long start;
  private String what;
  private long total;
  private long done;
  private String note = "";

  /** For a trainer, which tells how much there is to do. */
  public ProgressBar() {
    this("steps", -1);
  }

  /** For a loop: what is counted, in the plural, and how much of it there is; -1 if unknown. */
  public ProgressBar(String what, long total) {
    this(what, total, Notebook.screen(), System::nanoTime);
  }

  ProgressBar(String what, long total, Screen screen, LongSupplier nanoTime) {
    this.what = what;
    this.total = total;
    this.nanoTime = nanoTime;
    this.live = new Live(screen, nanoTime);
    this.start = nanoTime.getAsLong();
  }

  /** One more is done. */
  public void step() {
    advanceTo(done + 1, note);
  }

  /** One more is done; {@code note} stands beside the bar, for instance the loss. */
  public void step(String note) {
    advanceTo(done + 1, note);
  }

  /** So many are done; the last one leaves the final line. */
  void advanceTo(long done, String note) {
    this.done = done;
    this.note = note;
    if (total >= 0 && done >= total) {
      finish("%s %s%s".formatted(Tables.grouped(done), what, note.isEmpty() ? "" : ", " + note));
    } else {
      live.offer(this::running);
    }
  }

  void finish(String line) {
    live.finish(new Words(line));
  }

  /** What a trainer tells. */
  @Override
  public void accept(Progress progress) {
    total = progress.steps();
    done = progress.step();
    note = "loss " + Numbers.brief(progress.loss());
    if (progress.finished()) {
      finish(summary(progress));
    } else {
      what = "steps, epoch %d/%d".formatted(progress.epoch(), progress.epochs());
      live.offer(this::running);
    }
  }

  /** One line about a finished run, without times. */
  static String summary(Progress progress) {
    List<String> parts = new ArrayList<>();
    List<Epoch> epochs = progress.history().epochs();
    boolean interrupted = progress.history().interrupted();
    parts.add(
        interrupted
            ? "interrupted in epoch %d of %d".formatted(progress.epoch(), progress.epochs())
            : Tables.count(progress.epochs(), "epoch"));
    parts.add(Tables.count(progress.step(), "step"));
    parts.add("loss " + Numbers.brief(progress.loss()));
    if (!epochs.isEmpty()) {
      Epoch last = epochs.get(epochs.size() - 1);
      if (Double.isFinite(last.validationLoss())) {
        parts.add("validation loss " + Numbers.brief(last.validationLoss()));
      }
      if (Double.isFinite(last.validationAccuracy())) {
        parts.add("validation accuracy " + Numbers.brief(last.validationAccuracy()));
      }
    }
    return String.join(", ", parts);
  }

  private Displayable running() {
    String line = line();
    double share = total <= 0 ? 0 : Math.min(1, done / (double) total);
    int full = (int) Math.round(TEXT_BAR * share);
    String text = "[" + "#".repeat(full) + "-".repeat(TEXT_BAR - full) + "] " + line;
    String bar =
        total <= 0
            ? "<progress></progress> "
            : "<progress value=\"%d\" max=\"%d\"></progress> ".formatted(done, total);
    return new Running(text, "<div>" + bar + "<code>" + Html.escape(line) + "</code></div>");
  }

  /** A state on the way: its HTML is a bar, its text too. */
  private record Running(String text, String html) implements Displayable {}

  private String line() {
    double seconds = (nanoTime.getAsLong() - start) / 1e9;
    double rate = seconds > 0 ? done / seconds : 0;
    StringBuilder line = new StringBuilder(Tables.grouped(done));
    line.append(total >= 0 ? "/" + Tables.grouped(total) : "").append(' ').append(what);
    line.append("  ").append(clock(seconds));
    if (rate > 0) {
      line.append(total >= 0 ? " < " + clock((total - done) / rate) : "");
      line.append("  ")
          .append(rate >= 10 ? Numbers.fixed(rate, 0) : Numbers.fixed(rate, 1))
          .append("/s");
    }
    return line.append(note.isEmpty() ? "" : "  " + note).toString();
  }

  /** 0:07, 12:30, 1:02:03. */
  static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
