package org.neuronbook.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Tensor;

class ScheduleTest {
  private final Optimizer optimizer = new Sgd(List.of(new Parameter("w", Tensor.of(1))), 0.1);

  @Test
  void anyFunctionIsASchedule() {
    Schedule schedule = Schedule.of(optimizer, t -> 1.0 / (1 + t));
    assertThat(optimizer.learningRate()).as("set when it is made").isEqualTo(1);
    schedule.step();
    assertThat(optimizer.learningRate()).isEqualTo(0.5);
    assertThat(schedule.steps()).isEqualTo(1);
  }

  @Test
  void lookingAheadChangesNothing() {
    Schedule schedule = Schedule.step(optimizer, 1, 0.5);
    assertThat(schedule.at(3)).isEqualTo(0.1 / 8);
    assertThat(optimizer.learningRate()).isEqualTo(0.1);
    assertThat(schedule.steps()).isZero();
  }

  @Test
  void aScheduleGoesOnWhereAnotherRunStopped() {
    Schedule schedule = Schedule.warmupCosine(optimizer, 3, 10, 0.01);
    for (int i = 0; i < 6; i++) {
      schedule.step();
    }
    double rate = optimizer.learningRate();
    optimizer.setLearningRate(0.1);
    Schedule again = Schedule.warmupCosine(optimizer, 3, 10, 0.01);
    again.moveTo(6);
    assertThat(optimizer.learningRate()).isEqualTo(rate);
  }

  @Test
  void warmupCosineAndOneCycleStayAtTheirLastRate() {
    Schedule cosine = Schedule.warmupCosine(optimizer, 2, 10, 0.01);
    assertThat(cosine.at(10)).isEqualTo(0.01, within(1e-15));
    assertThat(cosine.at(500)).isEqualTo(cosine.at(10));
    Schedule cycle = Schedule.oneCycle(optimizer, 1, 20);
    assertThat(cycle.at(19)).isEqualTo(1 / 25.0 / 1e4, within(1e-15));
    assertThat(cycle.at(500)).isEqualTo(cycle.at(19));
  }

  @Test
  void warmupCosineReachesTheFullRateOnce() {
    Schedule schedule = Schedule.warmupCosine(optimizer, 4, 12, 0);
    assertThat(schedule.at(4)).isEqualTo(0.1, within(1e-15));
    assertThat(schedule.at(3)).isLessThan(0.1 - 1e-3);
    assertThat(schedule.at(5)).isLessThan(0.1 - 1e-3);
  }

  @Test
  void aPlateauGoesOnWhereAnotherRunStopped() {
    Plateau.Options options = new Plateau.Options().withFactor(0.5).withPatience(1).withCooldown(2);
    double[] losses = {3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1};
    for (int stop = 0; stop < losses.length; stop++) {
      optimizer.setLearningRate(0.1);
      Plateau whole = new Plateau(optimizer, options);
      for (double loss : losses) {
        whole.step(loss);
      }
      double expected = optimizer.learningRate();
      optimizer.setLearningRate(0.1);
      Plateau plateau = new Plateau(optimizer, options);
      for (int i = 0; i < losses.length; i++) {
        if (i == stop) {
          Plateau next = new Plateau(optimizer, options);
          next.load(plateau.state());
          plateau = next;
        }
        plateau.step(losses[i]);
      }
      assertThat(optimizer.learningRate()).as("stopped before step " + stop).isEqualTo(expected);
    }
  }
}
