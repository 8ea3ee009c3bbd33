package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.neuronbook.train.History;
import org.neuronbook.train.Progress;

/**
 * The loss of a training run while it runs. At its end the {@link LearningCurves} stay in its
 * place, also when somebody interrupts it.
 *
 * <pre>{@code
 * trainer.listen(new LiveChart("Digits, 128 hidden units"));
 * }</pre>
 */
public final class LiveChart implements Consumer<Progress> {

  /** Enough for the width of a chart; a longer run keeps every second point, then every fourth. */
  private static final int MOST_POINTS = 400;

  private final String title;
  private final Live live;
  private final List<double[]> points = new ArrayList<>();
  private int stride = 1;
  private long seen;

  public LiveChart() {
    this("");
  }

  public LiveChart(String title) {
    this(title, Notebook.screen(), System::nanoTime);
  }

  LiveChart(String title, Screen screen, LongSupplier nanoTime) {
    this.title = title;
    this.live = new Live(screen, nanoTime);
  }

  @Override
  public void accept(Progress progress) {
    keep(progress);
    if (progress.finished()) {
      live.finish(last(progress));
    } else {
      live.offer(() -> running(progress));
    }
  }

  /** Position in epochs, mean loss of the running epoch. */
  private void keep(Progress progress) {
    double at = progress.step() / (double) Math.max(1, progress.batches());
    boolean again = !points.isEmpty() && points.get(points.size() - 1)[0] == at;
    if (again || !Double.isFinite(progress.loss()) || seen++ % stride != 0) {
      return;
    }
    points.add(new double[] {at, progress.loss()});
    if (points.size() > MOST_POINTS) {
      for (int i = points.size() - 1; i > 0; i -= 2) {
        points.remove(i);
      }
      stride *= 2;
    }
  }

  int keptPoints() {
    return points.size();
  }

  private Displayable running(Progress progress) {
    LineChart chart =
        new LineChart(title.isEmpty() ? "Training" : title, "epoch", "loss")
            .line("training", column(0), column(1))
            .caption(
                "epoch %s of %s, step %s of %s, loss %s"
                    .formatted(
                        Tables.grouped(progress.epoch()),
                        Tables.grouped(progress.epochs()),
                        Tables.grouped(progress.step()),
                        Tables.grouped(progress.steps()),
                        Numbers.brief(progress.loss())));
    double[] validation = progress.history().validationLoss();
    if (validation.length > 0 && Double.isFinite(validation[0])) {
      chart.line("validation", validation);
    }
    // The whole way is visible from the start, so that the curve grows and does not rescale.
    return chart.xRange(0, progress.epochs() * 1.02);
  }

  private double[] column(int index) {
    return points.stream().mapToDouble(point -> point[index]).toArray();
  }

  private Displayable last(Progress progress) {
    History history = progress.history();
    String summary = ProgressBar.summary(progress);
    if (history.epochs().size() < 2) {
      // One epoch is no curve by epoch; the losses within it are.
      return new LineChart(title.isEmpty() ? "Training" : title, "epoch", "mean loss so far")
          .line("training", column(0), column(1))
          .caption(summary);
    }
    return new LearningCurves(title, history).caption(summary);
  }
}
