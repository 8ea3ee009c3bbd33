package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neuronbook.train.Epoch;
import org.neuronbook.train.History;
import org.neuronbook.train.Progress;

class LiveTest {

  private static final long MILLISECOND = 1_000_000;

  private final RecordingScreen screen = new RecordingScreen();
  private long now;

  @AfterEach
  void giveTheScreenBack() {
    Notebook.useScreen(null);
  }

  private ProgressBar bar(String what, long total) {
    return new ProgressBar(what, total, screen, () -> now);
  }

  @Test
  void updatesAtMostTenTimesASecond() {
    ProgressBar bar = bar("steps", 100_000);
    for (int i = 0; i < 5_000; i++) {
      bar.step();
      now += MILLISECOND;
    }
    assertThat(screen.frames).hasSizeBetween(45, 50);
    assertThat(screen.slots).as("all in the same place").hasSize(1);
  }

  @Test
  void drawingTakesAtMostATenthOfTheTime() {
    Live live = new Live(screen, () -> now);
    for (int i = 0; i < 1_000; i++) {
      live.offer(
          () -> {
            now += 200 * MILLISECOND;
            return new Words("slow");
          });
      now += 10 * MILLISECOND;
    }
    int counted = screen.frames.size() - 1; // not the first, which loads classes
    double share = counted * 200.0 * MILLISECOND / now;
    assertThat(share).isLessThanOrEqualTo(0.11);
  }

  @Test
  void showsCountTimeRateAndNote() {
    ProgressBar bar = bar("steps", 1_200);
    now += 30_000 * MILLISECOND;
    bar.advanceTo(300, "loss 0.25");
    assertThat(screen.slots.get(0).text())
        .isEqualTo(
            "[########----------------------] 300/1,200 steps  0:30 < 1:30  10/s  loss 0.25");
    assertThat(screen.slots.get(0).html())
        .contains("<progress value=\"300\" max=\"1200\"></progress>");
  }

  @Test
  void leavesOneLineWithoutTimes() {
    ProgressBar bar = bar("steps", 3);
    for (int i = 0; i < 3; i++) {
      now += 12_345 * MILLISECOND;
      bar.step("loss 0.5");
    }
    assertThat(screen.texts()).containsExactly("3 steps, loss 0.5");
  }

  @Test
  void saysWhatATrainingRunCameTo() {
    ProgressBar bar = bar("steps", -1);
    bar.accept(progress(2, 60, false));
    bar.accept(progress(10, 60, true));
    assertThat(screen.texts())
        .containsExactly(
            "10 epochs, 600 steps, loss 0.043, validation loss 0.2295, validation accuracy 0.956");
  }

  @Test
  void saysWhereATrainingRunWasInterrupted() {
    ProgressBar bar = bar("steps", -1);
    bar.accept(new Progress(4, 10, 17, 60, 0.5, new History(List.of(), true), true));
    assertThat(screen.texts()).containsExactly("interrupted in epoch 4 of 10, 197 steps, loss 0.5");
  }

  @Test
  void ignoresWhatComesAfterTheEnd() {
    ProgressBar bar = bar("steps", 1);
    bar.step();
    now += 1_000 * MILLISECOND;
    bar.step();
    assertThat(screen.texts()).containsExactly("1 steps");
  }

  @Test
  void aLoopOverItemsCountsThemAll() {
    Notebook.useScreen(screen);
    int sum = 0;
    for (int item : Notebook.progress("files", List.of(1, 2, 3))) {
      sum += item;
    }
    assertThat(sum).isEqualTo(6);
    assertThat(screen.texts()).containsExactly("3 files");
  }

  @Test
  void theChartGrowsAndEndsAsLearningCurves() {
    LiveChart chart = new LiveChart("Digits", screen, () -> now);
    for (int epoch = 1; epoch <= 3; epoch++) {
      for (int batch = 1; batch <= 20; batch++) {
        now += 50 * MILLISECOND;
        chart.accept(progress(epoch, batch, false));
      }
    }
    assertThat(screen.frames).hasSizeGreaterThan(10);
    assertThat(screen.slots.get(0)).isInstanceOf(LineChart.class);
    chart.accept(progress(10, 60, true));
    assertThat(screen.slots).hasSize(1);
    assertThat(screen.slots.get(0)).isInstanceOf(LearningCurves.class);
    assertThat(screen.texts().get(0)).contains("10 epochs, 600 steps").doesNotContain("seconds");
  }

  @Test
  void aLongRunKeepsABoundedNumberOfPoints() {
    LiveChart chart = new LiveChart("Digits", screen, () -> now);
    for (int batch = 1; batch <= 20_000; batch++) {
      chart.accept(
          new Progress(1, 1, batch, 20_000, 1.0 / batch, new History(List.of(), false), false));
    }
    assertThat(chart.keptPoints()).isBetween(200, 400);
    now += 1_000 * MILLISECOND;
    chart.accept(
        new Progress(
            1,
            1,
            20_000,
            20_000,
            0.5,
            new History(List.of(new Epoch(1, 0.5, Double.NaN, Double.NaN, 1)), false),
            true));
    assertThat(screen.texts().get(0))
        .contains("training falls from 1")
        .contains("1 epoch, 20,000 steps, loss 0.5");
  }

  @Test
  void theFinalStateDoesNotDependOnTheSpeed() {
    byte[] slow = finalPicture(500);
    byte[] fast = finalPicture(1);
    assertThat(slow).isEqualTo(fast);
  }

  private byte[] finalPicture(long pause) {
    RecordingScreen own = new RecordingScreen();
    LiveChart chart = new LiveChart("Digits", own, () -> now);
    for (int epoch = 1; epoch <= 3; epoch++) {
      now += pause * MILLISECOND;
      chart.accept(progress(epoch, 60, epoch == 3));
    }
    return own.slots.get(0).png();
  }

  private static Progress progress(int epoch, int batch, boolean finished) {
    History history = Gallery.history(finished ? epoch : epoch - 1);
    return new Progress(epoch, 10, batch, 60, 0.043, history, finished);
  }
}
