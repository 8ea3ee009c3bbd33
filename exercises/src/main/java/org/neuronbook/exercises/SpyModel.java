package org.neuronbook.exercises;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model that learns nothing and notes everything. Its state is small: how many steps its
 * parameters have seen, which mode it is in, whether its gradients are fresh. Starts in evaluation
 * mode and with old gradients, because a loop must not rely on what it finds.
 */
final class SpyModel implements Ex10_1Fit.Model {
  /** The calls that make up one step, in their order. */
  static final List<String> STEP = List.of("zeroGrad", "forward", "loss", "backward", "step");

  /** What one epoch saw. */
  static final class Epoch {
    final List<int[]> batches = new ArrayList<>();
    final List<Double> losses = new ArrayList<>();
    double validationLoss;

    int[] rows() {
      return batches.stream().flatMapToInt(Arrays::stream).toArray();
    }
  }

  private final double[] validationLosses;
  private final List<Epoch> epochs = new ArrayList<>();
  private final List<Integer> saved = new ArrayList<>();
  private final List<String> sinceStep = new ArrayList<>();
  private Epoch current = new Epoch();
  private int[] batch;
  private int steps;
  private int version;
  private boolean training;
  private boolean fresh;
  private boolean hasLoss;
  private boolean hasGradients;
  private String orderProblem;
  private List<String> wrongOrder = List.of();
  private String modeProblem;

  /**
   * @param validationLosses the validation loss at the end of each epoch
   */
  SpyModel(double... validationLosses) {
    this.validationLosses = validationLosses;
  }

  @Override
  public void train() {
    training = true;
  }

  @Override
  public void eval() {
    training = false;
  }

  @Override
  public void zeroGrad() {
    sinceStep.add("zeroGrad");
    if (hasGradients) {
      order("zeroGrad() throws the gradients away before step() has used them. Is step() missing?");
    }
    fresh = true;
    hasGradients = false;
  }

  @Override
  public void forward(int[] rows) {
    sinceStep.add("forward");
    if (!training) {
      mode("A batch went through the model in evaluation mode: call train() before each epoch.");
    }
    batch = rows == null ? new int[0] : rows.clone();
    current.batches.add(batch);
    hasLoss = false;
  }

  @Override
  public double loss() {
    sinceStep.add("loss");
    if (batch == null) {
      order("loss() needs the outputs of forward().");
      return Double.NaN;
    }
    double loss = lossOf(batch, steps);
    if (!hasLoss) {
      current.losses.add(loss);
    }
    hasLoss = true;
    return loss;
  }

  /** Depends on the rows and on how far the training is. */
  private static double lossOf(int[] rows, int steps) {
    return Arrays.stream(rows).mapToDouble(row -> 1 + row % 7).average().orElse(0) / (1 + steps);
  }

  @Override
  public void backward() {
    sinceStep.add("backward");
    if (!hasLoss) {
      order("backward() needs the loss of this batch: forward, loss, backward.");
    } else if (!fresh) {
      order(
          "backward() adds to the gradients of the step before: call zeroGrad() first, for every"
              + " batch.");
    }
    hasGradients = true;
    fresh = false;
  }

  @Override
  public void step() {
    sinceStep.add("step");
    if (!hasGradients) {
      order("step() came before backward(): it moves along gradients that are not there yet.");
    }
    steps++;
    version = steps;
    hasLoss = false;
    hasGradients = false;
    batch = null;
    sinceStep.clear();
  }

  @Override
  public double validationLoss() {
    if (training) {
      mode(
          "The validation loss was computed in training mode: call eval() before it, and train()"
              + " before the next epoch.");
    }
    if (!sinceStep.isEmpty() && !sinceStep.equals(List.of("zeroGrad"))) {
      order("A batch of the epoch ended without its step().");
    }
    if (current.batches.isEmpty() && !epochs.isEmpty()) {
      // Asked again without training in between: the same answer, and no new epoch.
      return epochs.get(epochs.size() - 1).validationLoss;
    }
    current.validationLoss = validationLosses[Math.min(epochs.size(), validationLosses.length - 1)];
    epochs.add(current);
    current = new Epoch();
    return epochs.get(epochs.size() - 1).validationLoss;
  }

  @Override
  public int save() {
    saved.add(version);
    return saved.size() - 1;
  }

  @Override
  public void load(int number) {
    if (number < 0 || number >= saved.size()) {
      throw new IllegalArgumentException(
          "load(" + number + "): save() has returned " + saved.size() + " numbers, from 0 on");
    }
    version = saved.get(number);
  }

  private void order(String problem) {
    if (orderProblem == null) {
      orderProblem = problem;
      wrongOrder = List.copyOf(sinceStep);
    }
  }

  private void mode(String problem) {
    modeProblem = modeProblem == null ? problem : modeProblem;
  }

  /** The first thing that was wrong in the order of the calls, or null. */
  String orderProblem() {
    return orderProblem;
  }

  /** The calls since the step before, up to the first problem. */
  List<String> wrongOrder() {
    return wrongOrder;
  }

  /** The first thing that was wrong with the modes, or null. */
  String modeProblem() {
    return modeProblem;
  }

  /** The epochs, each ended by a validation. */
  List<Epoch> epochs() {
    return epochs;
  }

  int steps() {
    return steps;
  }

  /** The number of the step after which the present parameters were the newest. */
  int version() {
    return version;
  }
}
