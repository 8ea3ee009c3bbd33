package org.neuronbook.train;

import static org.neuronbook.tensor.Tensor.ones;
import static org.neuronbook.tensor.Tensor.zeros;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.nn.LabelOptions;
import org.neuronbook.nn.Losses;
import org.neuronbook.optim.Adagrad;
import org.neuronbook.optim.Adam;
import org.neuronbook.optim.AdamW;
import org.neuronbook.optim.Gradients;
import org.neuronbook.optim.MovingAverage;
import org.neuronbook.optim.Optimizer;
import org.neuronbook.optim.ParameterGroup;
import org.neuronbook.optim.Plateau;
import org.neuronbook.optim.RmsProp;
import org.neuronbook.optim.Schedule;
import org.neuronbook.optim.Sgd;
import org.neuronbook.tensor.Mistakes;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.ShapeException;

/** What learners are told about wrong settings of losses, optimisers and schedules. */
class SettingMistakesTest {
  private final Mistakes mistakes = new Mistakes();
  private final Class<IllegalArgumentException> illegal = IllegalArgumentException.class;

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    losses();
    labelOptions();
    optimizers();
    schedules();
    return mistakes.tests();
  }

  private void losses() {
    mistakes.add(
        "a delta below 0",
        illegal,
        () -> Losses.huber(zeros(2), zeros(2), -1),
        "huber: expected a finite delta > 0, got -1.0. Beyond it errors count linearly");
    mistakes.add(
        "a temperature of 0",
        illegal,
        () -> Losses.distillation(zeros(2, 3), zeros(2, 3), 0),
        "distillation: expected a finite temperature > 0, got 0.0. Usual values are 1 to 10");
    mistakes.add(
        "a distribution as a vector",
        ShapeException.class,
        () -> Losses.kl(zeros(3), ones(3)),
        "kl: expected one row of class scores for each label, (batch, classes), got (3). Reshape"
            + " it: x.reshape(-1, classes)");
    mistakes.add(
        "pairs of other sizes",
        ShapeException.class,
        () -> Losses.infoNce(zeros(2, 3), zeros(4, 3), 0.1),
        "infoNce: expected equal shapes, got (2, 3) and (4, 3). Nothing is repeated to fit here");
    mistakes.add(
        "negatives for all rows together",
        ShapeException.class,
        () -> Losses.skipGram(zeros(2, 3), zeros(2, 3), zeros(5, 3)),
        "skipGram: expected negatives of shape (2, k, 3) for centres of shape (2, 3), got (5, 3)."
            + " Each row has k negatives of its own");
  }

  private void labelOptions() {
    LabelOptions options = new LabelOptions();
    mistakes.add(
        "a smoothing above 1",
        illegal,
        () -> options.withLabelSmoothing(1.5),
        "LabelOptions: expected 0 <= labelSmoothing <= 1, got 1.5. A usual value is 0.1");
    mistakes.add(
        "a negative class weight",
        illegal,
        () -> options.withClassWeights(1, -2),
        "LabelOptions: expected finite class weights >= 0, got -2.0 for class 1. A usual weight is"
            + " rows / (classes * rows of the class)");
    mistakes.add(
        "weights for other classes",
        illegal,
        () -> Losses.crossEntropy(zeros(2, 3), new int[] {0, 1}, options.withClassWeights(1, 2)),
        "crossEntropy: expected one class weight for each of 3 classes, got 2. The last size of"
            + " the logits is the number of classes");
    mistakes.add(
        "a batch of padding",
        illegal,
        () -> Losses.nll(zeros(2, 3), new int[] {-100, -100}, options),
        "nll: expected at least one row that counts, got 2 whose label is the ignored -100 or has"
            + " class weight 0. Leave such a batch out");
    mistakes.add(
        "padding that is not the ignored label",
        illegal,
        () -> Losses.crossEntropy(zeros(2, 3), new int[] {0, -1}, options),
        "crossEntropy: label -1 at index 1 is out of range: expected 0 to 2 for 3 classes. Is the"
            + " number of classes right?");
  }

  private void optimizers() {
    List<Parameter> one = List.of(new Parameter("w", zeros(2)));
    Optimizer optimizer = new Sgd(one, 0.1);
    mistakes.add(
        "nesterov without momentum",
        illegal,
        () -> new Sgd.Options().withNesterov(true),
        "Sgd: nesterov expects a momentum > 0 and no dampening, got momentum 0.0 and dampening"
            + " 0.0. Usual values are 0.9 and 0");
    mistakes.add(
        "a negative weight decay",
        illegal,
        () -> new AdamW(one, 0.1, -0.01),
        "Adam: expected a finite weight decay >= 0, got -0.01. A value of 0 turns it off");
    mistakes.add(
        "an alpha of 1",
        illegal,
        () -> new RmsProp.Options().withAlpha(1),
        "RmsProp: expected 0 <= alpha < 1, got 1.0. A usual value is 0.99");
    mistakes.add(
        "a negative eps",
        illegal,
        () -> new Adam.Options().withEps(-1),
        "Adam: expected a finite eps >= 0, got -1.0. A value of 0 turns it off");
    mistakes.add(
        "an infinite start",
        illegal,
        () -> new Adagrad.Options(0, 0, Double.POSITIVE_INFINITY, 0),
        "Adagrad: expected a finite initial sum >= 0, got Infinity. A value of 0 turns it off");
    mistakes.add(
        "a group of somebody else's parameters",
        illegal,
        () ->
            optimizer.setGroup(new ParameterGroup(List.of(new Parameter("bias", zeros(3))), 1, 0)),
        "setGroup: expected parameters of this optimizer, got \"bias\" (3). Pass all parameters to"
            + " the constructor, then set groups of them");
    mistakes.add(
        "a largest norm of 0",
        illegal,
        () -> Gradients.clipNorm(one, 0),
        "clipNorm: expected a finite maximum norm > 0, got 0.0. Is a sign wrong?");
    mistakes.add(
        "an average that never moves",
        illegal,
        () -> new MovingAverage(one, 1),
        "MovingAverage: expected 0 <= decay < 1, got 1.0. Usual values are 0.99 to 0.9999");
  }

  private void schedules() {
    Optimizer optimizer = new Sgd(List.of(new Parameter("w", zeros(2))), 0.1);
    mistakes.add(
        "a warm-up longer than the training",
        illegal,
        () -> Schedule.warmupCosine(optimizer, 10, 5, 0),
        "warmupCosine: expected at least 11 steps in all, warm-up included, got 5. Is the number"
            + " of steps right?");
    mistakes.add(
        "a warm-up from nothing",
        illegal,
        () -> Schedule.linearWarmup(optimizer, 10, 0),
        "linearWarmup: expected 0 < startFactor <= 1, got 0.0. It is the share of the learning"
            + " rate at the first step");
    mistakes.add(
        "a factor that raises the rate",
        illegal,
        () -> new Plateau.Options().withFactor(2),
        "Plateau: expected 0 <= factor < 1, got 2.0. A usual value is 0.1");
    mistakes.add(
        "a rate that becomes negative",
        illegal,
        () -> Schedule.of(optimizer, t -> 0.1 - t).step(),
        "optimizer: expected a finite learning rate >= 0, got -0.9. Usual values are 0.1 to 0.01"
            + " for Sgd, 0.001 for Adam");
  }
}
