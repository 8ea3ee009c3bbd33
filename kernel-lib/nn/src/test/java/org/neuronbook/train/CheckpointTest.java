package org.neuronbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.data.Batches;
import org.neuronbook.data.Dataset;
import org.neuronbook.io.SafeTensors;
import org.neuronbook.nn.BatchNorm1d;
import org.neuronbook.nn.Dropout;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.optim.Adam;
import org.neuronbook.optim.MovingAverage;
import org.neuronbook.optim.Optimizer;
import org.neuronbook.optim.Plateau;
import org.neuronbook.optim.Schedule;
import org.neuronbook.optim.Sgd;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Stateful;
import org.neuronbook.tensor.Tensor;

class CheckpointTest {
  @TempDir Path folder;

  private static Dataset clouds(int n, long seed) {
    Rng rng = Rng.of(seed);
    double[][] x = new double[n][];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = rng.nextInt(3);
      x[i] = new double[] {labels[i] + rng.nextGaussian(), rng.nextGaussian() - labels[i]};
    }
    return Dataset.of("clouds", x, labels, 3);
  }

  /** A run with everything in it that remembers. */
  private final class Run {
    final Rng rng = Rng.of(3);
    final Layer model =
        new Sequential(
            new Linear(2, 8, rng),
            new BatchNorm1d(8),
            new Dropout(0.3, rng),
            Tensor::relu,
            new Linear(8, 3, rng));
    final Optimizer optimizer = new Adam(model.parameters(), 0.05);
    final Schedule schedule = Schedule.cosine(optimizer, 40, 0.001);
    final Plateau plateau =
        new Plateau(optimizer, new Plateau.Options().withFactor(0.5).withPatience(0));
    final MovingAverage average = new MovingAverage(model.parameters(), 0.9);
    final Trainer trainer =
        Trainer.classifier(model, optimizer)
            .keepBest()
            .afterStep(average::update)
            .afterStep(schedule::step)
            .afterEpoch(epoch -> plateau.step(epoch.validationLoss()));
    final Checkpoint checkpoint =
        new Checkpoint()
            .with("model", model)
            .with("optimizer", optimizer)
            .with("schedule", schedule)
            .with("plateau", plateau)
            .with("average", average)
            .with("rng", rng)
            .with("trainer", trainer);

    History fit(int epochs) {
      return trainer.fit(new Batches(clouds(50, 1), 8, rng), clouds(20, 2), epochs);
    }

    /** The bits of everything. */
    Map<String, Tensor> bits() {
      Path file = folder.resolve("bits.safetensors");
      checkpoint.save(file);
      return SafeTensors.load(file);
    }
  }

  private static boolean isTime(String key) {
    return key.startsWith("trainer.epoch.");
  }

  @Test
  void aRunThatGoesOnGivesTheSameBitsAsOneThatNeverStopped() {
    Run whole = new Run();
    History expected = whole.fit(7);

    Path file = folder.resolve("run.safetensors");
    Run first = new Run();
    first.trainer.afterEpoch(
        epoch -> {
          if (epoch.number() == 3) {
            first.checkpoint.save(file);
          }
        });
    first.fit(5);
    Run second = new Run();
    second.fit(1); // whatever it did before does not count
    second.checkpoint.load(file);
    History history = second.fit(7);

    assertThat(history.trainLoss()).containsExactly(expected.trainLoss());
    assertThat(history.validationLoss()).containsExactly(expected.validationLoss());
    Map<String, Tensor> found = second.bits();
    Map<String, Tensor> wanted = whole.bits();
    assertThat(found.keySet()).isEqualTo(wanted.keySet());
    assertThat(found.keySet())
        .as("the best epoch is kept too, and is another than the last")
        .contains("trainer.best.0.weight", "optimizer.0.m", "average.0", "model.1.running_mean");
    wanted.forEach(
        (key, value) -> {
          if (!isTime(key)) {
            assertThat(found.get(key).toArray()).as(key).containsExactly(value.toArray());
          }
        });
  }

  @Test
  void withoutTheRandomNumbersTheRunIsAnother() {
    Run first = new Run();
    first.fit(2);
    Path file = folder.resolve("run.safetensors");
    new Checkpoint().with("model", first.model).with("trainer", first.trainer).save(file);
    Run second = new Run();
    new Checkpoint().with("model", second.model).with("trainer", second.trainer).load(file);
    assertThat(second.fit(4).trainLoss()).isNotEqualTo(first.fit(4).trainLoss());
  }

  @Test
  void anEndedRunTrainsNoFurther() {
    Run run = new Run();
    run.fit(3);
    run.trainer.load(run.trainer.state());
    double[] before = run.model.state().get("0.weight").toArray();
    assertThat(run.fit(3).epochs()).hasSize(3);
    assertThat(run.model.state().get("0.weight").toArray()).containsExactly(before);
    assertThat(run.fit(1).epochs()).as("the fit after that starts anew").hasSize(1);
  }

  @Test
  void everyRandomNumberGoesOn() {
    Rng rng = Rng.of(5).split();
    rng.nextGaussian(); // one more is kept in store
    Rng other = Rng.of(6);
    other.load(rng.state());
    assertThat(other.nextGaussian()).isEqualTo(rng.nextGaussian());
    assertThat(other.nextLong()).isEqualTo(rng.nextLong());
    assertThat(other.split().nextLong()).isEqualTo(rng.split().nextLong());
  }

  @Test
  void aSwappedAverageComesBackSwapped() {
    var w = new Parameter("w", Tensor.of(1));
    var average = new MovingAverage(List.of(w), 0.5);
    w.assign(Tensor.of(3));
    average.swap();
    var other = new MovingAverage(List.of(w), 0.5);
    other.load(average.state());
    other.swap();
    assertThat(w.toArray()).containsExactly(3);
  }

  @Test
  void aPartThatDoesNotFitLeavesAllAsTheyWere() {
    Path file = folder.resolve("run.safetensors");
    new Checkpoint().with("rng", Rng.of(1)).with("model", new Linear(3, 2, Rng.of(1))).save(file);
    Rng rng = Rng.of(9);
    assertThatThrownBy(
            () ->
                new Checkpoint()
                    .with("rng", rng)
                    .with("model", new Linear(2, 2, Rng.of(1)))
                    .load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run.safetensors: load: the state does not fit")
        .hasMessageContaining("weight");
    assertThat(rng.nextLong()).isEqualTo(Rng.of(9).nextLong());
  }

  @Test
  void aPartTooManyAndAPartTooFewAreNamed() {
    Path file = folder.resolve("run.safetensors");
    new Checkpoint().with("rng", Rng.of(1)).with("shuffle", Rng.of(2)).save(file);
    assertThatThrownBy(() -> new Checkpoint().with("rng", Rng.of(1)).load(file))
        .hasMessageContaining("expected the parts [rng], got [shuffle.rng] besides");
    assertThatThrownBy(
            () ->
                new Checkpoint()
                    .with("rng", Rng.of(1))
                    .with("shuffle", Rng.of(1))
                    .with("dropout", Rng.of(1))
                    .load(file))
        .hasMessageContaining("does not fit this Rng: expected \"rng\" of shape (6), got {}");
  }

  @Test
  void namesOfPartsAreNewAndWithoutDots() {
    Checkpoint checkpoint = new Checkpoint().with("rng", Rng.of(1));
    for (String name : List.of("rng", "a.b", "")) {
      assertThatThrownBy(() -> checkpoint.with(name, Rng.of(2)))
          .hasMessageContaining("expected a new name without dots, got \"" + name + "\"");
    }
  }

  @Test
  void whatCannotBeReadIsRefusedByName() throws Exception {
    Path file = folder.resolve("run.safetensors");
    Files.writeString(file, "not a checkpoint");
    assertThatThrownBy(() -> new Checkpoint().with("rng", Rng.of(1)).load(file))
        .hasMessageContaining("run.safetensors");
  }

  @Test
  void everyPartRefusesAForeignState() {
    var w = new Parameter("w", Tensor.of(1, 2));
    Optimizer optimizer = new Sgd(List.of(w), 0.1);
    List<Stateful> parts =
        List.of(
            Rng.of(1),
            optimizer,
            Schedule.step(optimizer, 5, 0.1),
            new Plateau(optimizer),
            new MovingAverage(List.of(w), 0.9),
            new Trainer(new Linear(1, 1, Rng.of(1)), optimizer, (m, b) -> m.forward(b.x()).sum()),
            new Linear(1, 1, Rng.of(1)));
    for (Stateful part : parts) {
      String before = part.state().toString();
      assertThatThrownBy(() -> part.load(Map.of("foreign", Tensor.of(1, 2, 3))))
          .as(part.getClass().getSimpleName())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not fit");
      assertThat(part.state().toString()).isEqualTo(before);
    }
  }
}
