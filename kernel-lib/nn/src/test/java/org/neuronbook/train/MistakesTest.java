package org.neuronbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.data.Batches;
import org.neuronbook.data.Dataset;
import org.neuronbook.nn.Dropout;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Losses;
import org.neuronbook.nn.Sequential;
import org.neuronbook.optim.Adam;
import org.neuronbook.optim.Sgd;
import org.neuronbook.tensor.Mistakes;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** What learners do wrong, and the whole of what they are told. */
class MistakesTest {

  private final Mistakes mistakes = new Mistakes();

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    layers();
    freezing();
    losses();
    optimizers();
    training();
    return mistakes.tests();
  }

  private static Tensor zeros(int... sizes) {
    return Tensor.zeros(sizes);
  }

  private static class Pair extends Layer {
    final Linear first = add("fc1", new Linear(4, 3, Rng.of(1)));
    final Linear second = add("fc2", new Linear(3, 2, Rng.of(2)));

    @Override
    public Tensor forward(Tensor x) {
      return second.forward(first.forward(x).relu());
    }

    Linear addChild(String name, Linear child) {
      return add(name, child);
    }
  }

  private void layers() {
    Class<IllegalArgumentException> illegal = IllegalArgumentException.class;
    Pair pair = new Pair();
    mistakes.add(
        "too few features",
        ShapeException.class,
        () -> pair.forward(zeros(8, 5)),
        "fc1 (Linear 4 -> 3): expected an input of shape (batch, ..., 4), got (8, 5). "
            + "Does what comes before give as many outputs?");
    mistakes.add(
        "one row as a vector",
        ShapeException.class,
        () -> pair.forward(zeros(4)),
        "fc1 (Linear 4 -> 3): expected an input of shape (batch, ..., 4), got (4). "
            + "Reshape it: x.reshape(-1, 4)");
    mistakes.add(
        "layers that do not fit",
        ShapeException.class,
        () ->
            new Sequential(new Linear(4, 3, Rng.of(1)), new Linear(5, 2, Rng.of(1)))
                .forward(zeros(8, 4)),
        "1 (Linear 5 -> 2): expected an input of shape (batch, ..., 5), got (8, 3). Does "
            + "what comes before give as many outputs?");
    mistakes.add(
        "a layer without inputs",
        ShapeException.class,
        () -> new Linear(0, 3, Rng.of(1)),
        "Linear: expected at least 1 input and 1 output, got 0 -> 3. They are the last "
            + "sizes of the tensors that go in and come out");
    mistakes.add(
        "a dropout of everything",
        illegal,
        () -> new Dropout(1, Rng.of(1)),
        "Dropout: expected a probability p with 0 <= p < 1, got 1.0. It is the share that "
            + "is set to 0; a usual value is 0.5");
    mistakes.add(
        "a name that is taken",
        illegal,
        () -> pair.addChild("fc1", new Linear(1, 1, Rng.of(1))),
        "add: Pair already has a \"fc1\". Names within a layer are unique");
    mistakes.add(
        "a name with a dot",
        illegal,
        () -> pair.addChild("a.b", new Linear(1, 1, Rng.of(1))),
        "add: expected a name that is not empty and has no dot, got \"a.b\" in Pair. Dots "
            + "join the names of a path");
    mistakes.add(
        "a layer in two places",
        illegal,
        () -> new Pair().addChild("fc3", pair.first),
        "add: fc1 (Linear 4 -> 3) already belongs to a layer. Make a new one: layers are "
            + "not shared");
    Linear twice = new Linear(2, 2, Rng.of(1));
    mistakes.add(
        "a layer twice in a model",
        illegal,
        () -> new Sequential(twice, twice),
        "add: 0 (Linear 2 -> 2) already belongs to a layer. Make a new one: layers are "
            + "not shared");
    mistakes.add(
        "a state of another model",
        illegal,
        () ->
            pair.load(
                Map.of(
                    "fc1.weight", zeros(4, 5),
                    "fc1.bias", zeros(3),
                    "fc2.weight", zeros(3, 2),
                    "fc2.biass", zeros(2))),
        "load: the state does not fit Pair, nothing was changed:\n  wrong shape of "
            + "fc1.weight: expected (4, 3), got (4, 5)\n  missing fc2.bias (2)\n  unexpected "
            + "fc2.biass (2). Did you mean fc2.bias?");
  }

  private void freezing() {
    mistakes.add(
        "freezing what is not there",
        IllegalArgumentException.class,
        () -> new Pair().freeze("encoder.*"),
        "freeze: no parameter of Pair matches \"encoder.*\". A star stands for any letters; the"
            + " names are fc1.weight, fc1.bias, fc2.weight, fc2.bias");
  }

  private void losses() {
    Class<IllegalArgumentException> illegal = IllegalArgumentException.class;
    mistakes.add(
        "a target of another shape",
        ShapeException.class,
        () -> Losses.mse(zeros(8, 1), zeros(8)),
        "mse: expected equal shapes, got (8, 1) and (8). Reshape one of them");
    mistakes.add(
        "targets of another batch",
        ShapeException.class,
        () -> Losses.mae(zeros(8), zeros(7)),
        "mae: expected equal shapes, got (8) and (7). Nothing is repeated to fit here");
    mistakes.add(
        "labels of another batch",
        ShapeException.class,
        () -> Losses.crossEntropy(zeros(3, 10), 1, 2),
        "crossEntropy: expected one label for each of 3 rows, got 2 labels. Do labels and "
            + "rows come from the same batch?");
    mistakes.add(
        "labels from 1",
        illegal,
        () -> Losses.crossEntropy(zeros(3, 10), 1, 10, 2),
        "crossEntropy: label 10 at index 1 is out of range: expected 0 to 9 for 10 "
            + "classes. Do the labels start at 1? Subtract 1");
    mistakes.add(
        "a negative label",
        illegal,
        () -> Losses.nll(zeros(3, 10), 1, 2, -1),
        "nll: label -1 at index 2 is out of range: expected 0 to 9 for 10 classes. Is the "
            + "number of classes right?");
    mistakes.add(
        "logits of one row",
        ShapeException.class,
        () -> Losses.crossEntropy(zeros(10), 1),
        "crossEntropy: expected one row of class scores for each label, (batch, classes), "
            + "got (10). Reshape it: x.reshape(-1, classes)");
    mistakes.add(
        "a pick from a vector",
        ShapeException.class,
        () -> zeros(10).pick(1),
        "pick: expected a matrix (n, classes), got shape (10). Reshape it: x.reshape(-1, "
            + "classes)");
  }

  private void optimizers() {
    Class<IllegalArgumentException> illegal = IllegalArgumentException.class;
    List<Parameter> one = List.of(new Parameter("w", zeros(2)));
    mistakes.add(
        "nothing to learn",
        illegal,
        () -> new Sgd(List.of(), 0.1),
        "optimizer: expected at least one parameter, got an empty list. Pass "
            + "model.parameters()");
    mistakes.add(
        "a negative learning rate",
        illegal,
        () -> new Sgd(one, -0.1),
        "optimizer: expected a finite learning rate >= 0, got -0.1. Usual values are 0.1 "
            + "to 0.01 for Sgd, 0.001 for Adam");
    mistakes.add(
        "a learning rate that is no number",
        illegal,
        () -> new Adam(one, Double.NaN),
        "optimizer: expected a finite learning rate >= 0, got NaN. Usual values are 0.1 "
            + "to 0.01 for Sgd, 0.001 for Adam");
    mistakes.add(
        "a momentum of 1",
        illegal,
        () -> new Sgd(one, 0.1, 1),
        "Sgd: expected a momentum with 0 <= momentum < 1, got 1.0. A usual value is 0.9");
    mistakes.add(
        "a beta of 1",
        illegal,
        () -> new Adam(one, 0.1, 0.9, 1),
        "Adam: expected 0 <= beta2 < 1, got 1.0. Usual values are 0.9 and 0.999");
    mistakes.add(
        "a parameter twice",
        illegal,
        () -> new Sgd(List.of(one.get(0), one.get(0)), 0.1),
        "optimizer: expected every parameter once, got \"w\" (2) twice. Each step would "
            + "move it twice");
  }

  private void training() {
    Class<IllegalArgumentException> illegal = IllegalArgumentException.class;
    Linear model = new Linear(2, 2, Rng.of(1));
    Dataset data = Dataset.of("two", new double[][] {{1, 2}, {1e200, 4}}, new int[] {0, 1}, 2);
    Trainer trainer = Trainer.classifier(model, new Sgd(model.parameters(), 0.5));
    mistakes.add(
        "no epochs",
        illegal,
        () -> trainer.fit(new Batches(data, 1), 0),
        "fit: expected at least 1 epoch, got 0. One epoch is one pass over all rows");
    mistakes.add(
        "the best of nothing",
        illegal,
        () ->
            Trainer.classifier(model, new Sgd(model.parameters(), 0.5))
                .keepBest()
                .fit(new Batches(data, 1), 1),
        "fit: keepBest() expects a validation set to tell which epoch is the best, got "
            + "none. Pass one: fit(train, validation, epochs)");
    mistakes.add(
        "a run that explodes",
        DivergedException.class,
        () ->
            new Trainer(
                    model,
                    new Sgd(model.parameters(), 0.5),
                    (m, batch) -> m.forward(batch.x()).pow(2).mean())
                .fit(new Batches(data, 1), 1),
        "fit: the loss is Infinity at epoch 1, batch 2, with learning rate 0.5. Expected "
            + "a finite number. Try a learning rate ten times smaller, and look for NaN or very "
            + "large values in the data");
    mistakes.add(
        "accuracy of a vector",
        ShapeException.class,
        () -> Metrics.accuracy(zeros(3), 1),
        "accuracy: expected logits of shape (batch, classes), got (3). Reshape them: "
            + "logits.reshape(-1, classes)");
    mistakes.add(
        "truth without answers",
        ShapeException.class,
        () -> ConfusionMatrix.of(new int[] {0, 1}, new int[] {0}, 2),
        "ConfusionMatrix: truth: expected one label for each of 1 rows, got 2 labels. Do "
            + "labels and rows come from the same batch?");
    mistakes.add(
        "an answer that is no class",
        illegal,
        () -> ConfusionMatrix.of(new int[] {0, 1}, new int[] {0, 7}, 2),
        "ConfusionMatrix: predicted: label 7 at index 1 is out of range: expected 0 to 1 "
            + "for 2 classes. Is the number of classes right?");
    mistakes.add(
        "a class that is not there",
        illegal,
        () -> ConfusionMatrix.of(new int[] {0}, new int[] {0}, 2).recall(2),
        "ConfusionMatrix: class 2 does not exist: expected 0 to 1. Classes count from 0");
  }

  @Test
  void aRefusedStateChangesNothing() {
    Pair pair = new Pair();
    double[] before = pair.first.bias.toArray();
    catchThrowable(() -> pair.load(Map.of("fc1.bias", zeros(3))));
    assertThat(pair.first.bias.toArray()).containsExactly(before);
  }
}
