package org.neuronbook.nn;

import java.util.Arrays;
import org.neuronbook.tensor.Labels;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;

/**
 * How {@link Losses#crossEntropy} and {@link Losses#nll} weigh rows and classes.
 *
 * <pre>{@code
 * jshell> var logits = Tensor.zeros(3, 2)
 * jshell> var options = new LabelOptions().withIgnoredIndex(-1).withLabelSmoothing(0.1)
 * jshell> Losses.crossEntropy(logits, new int[] {0, 1, -1}, options).item() - Math.log(2) < 1e-12
 * true
 * }</pre>
 *
 * @param classWeights one for each class, by which the rows of that class count; the mean is over
 *     the weights. Null for all equal. Copied.
 * @param labelSmoothing the share of the target that is spread over all classes. Szegedy and
 *     others, CVPR 2016
 * @param ignoredIndex rows with this label count for nothing: padding
 */
public record LabelOptions(double[] classWeights, double labelSmoothing, int ignoredIndex) {

  /** PyTorch's defaults: equal weights, no smoothing, label -100 ignored. */
  public LabelOptions() {
    this(null, 0, -100);
  }

  public LabelOptions {
    Refuse.when(!(labelSmoothing >= 0 && labelSmoothing <= 1))
        .saying(
            "LabelOptions: expected 0 <= labelSmoothing <= 1, got %s. A usual value is 0.1",
            labelSmoothing);
    classWeights = classWeights == null ? null : classWeights.clone();
    for (int i = 0; classWeights != null && i < classWeights.length; i++) {
      Refuse.when(!(classWeights[i] >= 0) || Double.isInfinite(classWeights[i]))
          .saying(
              "LabelOptions: expected finite class weights >= 0, got %s for class %s. A usual weight is rows / (classes * rows of the class)",
              classWeights[i], i);
    }
  }

  @Override
  public double[] classWeights() {
    return classWeights == null ? null : classWeights.clone();
  }

  public LabelOptions withClassWeights(double... weights) {
    return new LabelOptions(weights, labelSmoothing, ignoredIndex);
  }

  public LabelOptions withLabelSmoothing(double share) {
    return new LabelOptions(classWeights, share, ignoredIndex);
  }

  public LabelOptions withIgnoredIndex(int label) {
    return new LabelOptions(classWeights, labelSmoothing, label);
  }

  @Override
  public String toString() {
    return "LabelOptions[classWeights=%s, labelSmoothing=%s, ignoredIndex=%s]"
        .formatted(Arrays.toString(classWeights), labelSmoothing, ignoredIndex);
  }

  // ---- for Losses

  /** Checks labels and weights against scores of shape (rows, classes). */
  void require(String loss, int[] labels, Shape scores) {
    int classes = scores.dim(1);
    int weights = classWeights == null ? classes : classWeights.length;
    Refuse.when(weights != classes)
        .saying(
            "%s: expected one class weight for each of %s classes, got %s. The last size of the logits is the number of classes",
            loss, classes, weights);
    Labels.require(loss, kept(labels), scores.dim(0), classes);
  }

  /** The labels with class 0 in place of those that are ignored. */
  int[] kept(int... labels) {
    return Arrays.stream(labels).map(label -> label == ignoredIndex ? 0 : label).toArray();
  }

  /** By how much each row counts. */
  double[] rowWeights(String loss, int... labels) {
    double[] weights = Arrays.stream(labels).mapToDouble(this::weightOf).toArray();
    Refuse.when(Arrays.stream(weights).sum() == 0)
        .saying(
            "%s: expected at least one row that counts, got %s whose label is the ignored %s or has class weight 0. Leave such a batch out",
            loss, labels.length, ignoredIndex);
    return weights;
  }

  private double weightOf(int label) {
    return label == ignoredIndex ? 0 : weightOfClass(label);
  }

  private double weightOfClass(int c) {
    return classWeights == null ? 1 : classWeights[c];
  }

  /** The weight of each class in each row, row-major; 0 in rows that are ignored. */
  double[] allWeights(int[] labels, int classes) {
    double[] weights = new double[labels.length * classes];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = labels[i / classes] == ignoredIndex ? 0 : weightOfClass(i % classes);
    }
    return weights;
  }
}
