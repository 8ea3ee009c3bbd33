package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Mistakes;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/** Layers for pictures and normalising layers: how they start, and what they say about mistakes. */
class ImageLayersTest {

  // ---- start

  @Test
  void convolutionsStartUniformWithinOneOverTheRootOfTheWeightsThatMeet() {
    Conv2d conv = new Conv2d(32, 64, Window.of(3, 5), 2, Rng.of(1));
    assertUniform(conv.weight, 1 / Math.sqrt(16 * 15));
    assertUniform(new Conv1d(64, 128, 5, Rng.of(1)).weight, 1 / Math.sqrt(64 * 5));
    // PyTorch counts the outputs of a transposed convolution.
    assertUniform(
        new ConvTranspose2d(32, 64, Window.of(3), Rng.of(1)).weight, 1 / Math.sqrt(64 * 9));
    double bound = 1 / Math.sqrt(16 * 15);
    assertThat(Arrays.stream(conv.bias.toArray())).allMatch(b -> Math.abs(b) <= bound);
    assertThat(Arrays.stream(conv.bias.toArray()).max().orElseThrow()).isGreaterThan(bound / 2);
  }

  private static void assertUniform(Parameter weight, double bound) {
    double[] values = weight.toArray();
    assertThat(Arrays.stream(values)).allMatch(w -> Math.abs(w) <= bound);
    assertThat(Arrays.stream(values).map(w -> w * w).average().orElseThrow())
        .as("variance of a uniform distribution")
        .isEqualTo(bound * bound / 3, within(0.03 * bound * bound / 3));
  }

  @Test
  void normsStartWithoutAnEffectOfTheirOwn() {
    BatchNorm2d norm = new BatchNorm2d(2);
    assertThat(norm.weight.toArray()).containsExactly(1, 1);
    assertThat(norm.bias.toArray()).containsExactly(0, 0);
    assertThat(norm.runningMean.value().toArray()).containsExactly(0, 0);
    assertThat(norm.runningVariance.value().toArray()).containsExactly(1, 1);
  }

  // ---- behaviour

  @Test
  void runningStatisticsAreSavedWithTheModelAndGiveTheSameAnswersBack() {
    Sequential model = new Sequential(new Conv2d(1, 2, 3, Rng.of(1)), new BatchNorm2d(2));
    Tensor x = Tensor.randn(Rng.of(2), 4, 1, 5, 5);
    model.forward(x);
    Map<String, Tensor> state = model.state();
    assertThat(state).containsKeys("1.weight", "1.running_mean", "1.running_var");
    double[] before = model.eval().forward(x).toArray();
    Sequential other = new Sequential(new Conv2d(1, 2, 3, Rng.of(9)), new BatchNorm2d(2));
    other.load(state);
    assertThat(other.eval().forward(x).toArray()).containsExactly(before);
  }

  @Test
  void evaluationLeavesRunningStatisticsAlone() {
    BatchNorm1d norm = new BatchNorm1d(2);
    norm.eval().forward(Tensor.randn(Rng.of(1), 5, 2));
    assertThat(norm.runningMean.value().toArray()).containsExactly(0, 0);
    norm.train().forward(Tensor.randn(Rng.of(1), 5, 2));
    assertThat(norm.runningMean.value().toArray()).doesNotContain(0);
  }

  @Test
  void aRefusedBatchOfOneLeavesRunningStatisticsAlone() {
    BatchNorm1d norm = new BatchNorm1d(2);
    try {
      norm.forward(Tensor.ones(1, 2));
    } catch (ShapeException expected) {
      // What is left behind is asked below.
    }
    assertThat(norm.runningMean.value().toArray()).containsExactly(0, 0);
    assertThat(norm.eval().forward(Tensor.ones(1, 2)).shape()).isEqualTo(Shape.of(1, 2));
  }

  @Test
  void aResidualAddsItsInput() {
    assertThat(new Residual(x -> x.mul(2)).forward(Tensor.of(1, 2)).toArray())
        .containsExactly(3, 6);
    assertThat(new Residual(new Linear(2, 2, Rng.of(1))).namedParameters().keySet())
        .containsExactly("body.0.weight", "body.0.bias");
  }

  @Test
  void flattenKeepsTheBatch() {
    assertThat(new Flatten().forward(Tensor.zeros(3, 4)).shape()).isEqualTo(Shape.of(3, 4));
    assertThat(new Flatten().forward(Tensor.zeros(3, 4, 1, 2)).shape()).isEqualTo(Shape.of(3, 8));
  }

  @Test
  void aSummaryTellsWhatIsNotAsUsual() {
    assertThat(
            new Conv2d(4, 8, Window.of(3, 5).stride(2).padding(1, 2).dilation(3), 4, Rng.of(1))
                .describe())
        .isEqualTo("Conv2d 4 -> 8, 3x5, stride 2, padding 1x2, dilation 3, 4 groups");
    assertThat(new Conv2d(1, 8, 3, Rng.of(1)).describe()).isEqualTo("Conv2d 1 -> 8, 3x3");
    assertThat(new MaxPool2d(2).describe()).isEqualTo("MaxPool2d 2x2, stride 2");
  }

  // ---- mistakes

  private final Mistakes mistakes = new Mistakes();
  private static final Class<ShapeException> SHAPE = ShapeException.class;
  private static final Class<IllegalArgumentException> ILLEGAL = IllegalArgumentException.class;

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    pictures();
    ops();
    norms();
    return mistakes.tests();
  }

  private static Tensor zeros(int... sizes) {
    return Tensor.zeros(sizes);
  }

  private void pictures() {
    Sequential deep = new Sequential(new MaxPool2d(2), new Conv2d(1, 8, Window.of(5), Rng.of(1)));
    mistakes.add(
        "a picture smaller than the kernel",
        SHAPE,
        () -> deep.forward(zeros(1, 1, 8, 28)),
        "1 (Conv2d 1 -> 8, 5x5): expected a picture of at least 5x5 with its padding, as large as"
            + " the kernel, got 4x14. Add padding, take a smaller kernel, or halve the picture less"
            + " often before");
    mistakes.add(
        "a picture smaller than a dilated kernel",
        SHAPE,
        () -> new MaxPool2d(Window.of(3).dilation(4)).forward(zeros(1, 1, 9, 8)),
        "MaxPool2d 3x3, dilation 4: expected a picture of at least 9x9 with its padding, as large"
            + " as the kernel, got 9x8. Add padding, take a smaller kernel, or halve the picture"
            + " less often before");
    mistakes.add(
        "a sequence shorter than the kernel",
        SHAPE,
        () -> new Conv1d(2, 3, 5, Rng.of(1)).forward(zeros(1, 2, 4)),
        "Conv1d 2 -> 3, 1x5: expected a picture of at least 1x5 with its padding, as large as the"
            + " kernel, got 1x4. Add padding, take a smaller kernel, or halve the picture less"
            + " often before");
    mistakes.add(
        "channels that come last",
        SHAPE,
        () -> new Conv2d(3, 8, 3, Rng.of(1)).forward(zeros(16, 32, 32, 3)),
        "Conv2d 3 -> 8, 3x3: expected an input of shape (batch, 3, height, width), got (16, 32, 32,"
            + " 3). Do the channels come last? Here they come after the batch");
    mistakes.add(
        "other channels",
        SHAPE,
        () -> new BatchNorm2d(3).forward(zeros(16, 4, 5, 5)),
        "BatchNorm2d 3: expected an input of shape (batch, 3, height, width), got (16, 4, 5, 5)."
            + " Does what comes before give as many channels?");
    mistakes.add(
        "a picture without an axis",
        SHAPE,
        () -> new Conv2d(1, 8, 3, Rng.of(1)).forward(zeros(64, 28, 28)),
        "Conv2d 1 -> 8, 3x3: expected an input of shape (batch, 1, height, width), got (64, 28,"
            + " 28). Is the axis of the batch or of the channels missing? Reshape it: a single one"
            + " has size 1");
    mistakes.add(
        "pictures as rows",
        SHAPE,
        () -> new MaxPool2d(2).forward(zeros(64, 784)),
        "MaxPool2d 2x2, stride 2: expected an input of shape (batch, channels, height, width), got"
            + " (64, 784). Reshape it: x.reshape(-1, channels, height, width)");
    mistakes.add(
        "channels that groups do not divide",
        SHAPE,
        () -> new Conv2d(4, 6, Window.of(3), 4, Rng.of(1)),
        "Conv2d: expected channels that 4 groups divide, got 4 -> 6. 1 group is the usual"
            + " convolution, as many as channels a depthwise one");
    mistakes.add(
        "a residual that changes the shape",
        SHAPE,
        () -> new Residual(new Conv2d(2, 2, 3, Rng.of(1))).forward(zeros(1, 2, 8, 8)),
        "Residual: expected a result of the shape of the input (1, 2, 8, 8), to add the two, got"
            + " (1, 2, 6, 6). Keep channels and sizes: padding 1 belongs to a 3x3 kernel");
  }

  private void ops() {
    mistakes.add(
        "a window without pixels",
        SHAPE,
        () -> Window.of(0, 3),
        "Window: expected sizes, strides and dilations of at least 1 and paddings of at least 0,"
            + " got size 0x3, stride 1x1, padding 0x0, dilation 1x1. A stride of 1 visits every"
            + " pixel, a dilation of 1 leaves none out");
    mistakes.add(
        "more padding than window",
        SHAPE,
        () -> new MaxPool2d(Window.of(2).padding(2)).forward(zeros(1, 1, 4, 4)),
        "maxPool2d: expected a padding of at most half the window, got 2x2, padding 2. With more,"
            + " some places would see no pixel at all");
    mistakes.add(
        "a dilation that steps over the picture",
        SHAPE,
        () -> zeros(1, 1, 1, 9).maxPool2d(Window.of(2).padding(1).dilation(2)),
        "maxPool2d: expected a window that meets a pixel at each place, got 2x2, padding 1,"
            + " dilation 2 on a picture with a side of 1. Take less padding or less dilation");
    mistakes.add(
        "a mean with dilation",
        SHAPE,
        () -> zeros(1, 1, 8, 8).avgPool2d(Window.of(2).dilation(2)),
        "avgPool2d: expected a window without dilation, got 2x2, dilation 2. For a mean that leaves"
            + " pixels out, take a conv2d with equal weights");
    mistakes.add(
        "parts of no size",
        SHAPE,
        () -> zeros(1, 1, 8, 8).adaptiveAvgPool2d(0, 1),
        "adaptiveAvgPool2d: expected a result of at least 1x1, got 0x1. 1x1 is the mean of each"
            + " channel");
    mistakes.add(
        "a weight of another window",
        SHAPE,
        () -> zeros(1, 2, 8, 8).conv2d(zeros(4, 2, 3, 3), zeros(4), Window.of(5), 1),
        "conv2d: expected a weight of shape (4, 2, 5, 5), got (4, 2, 3, 3). Do channels, groups and"
            + " window belong to it?");
    mistakes.add(
        "a bias of another size",
        SHAPE,
        () -> zeros(1, 2, 8, 8).conv2d(zeros(4, 2, 3, 3), zeros(2), Window.of(3), 1),
        "conv2d bias: expected equal shapes, got (2) and (4). Nothing is repeated to fit here");
    mistakes.add(
        "a convolution of rows",
        SHAPE,
        () -> zeros(2, 8).conv2d(zeros(4, 2, 3, 3), zeros(4), Window.of(3), 1),
        "conv2d: expected 4 axes (batch, channels, height, width), got shape (2, 8). Reshape it: a"
            + " picture without a batch gets a first size of 1");
    mistakes.add(
        "a tall window along a sequence",
        SHAPE,
        () -> zeros(1, 2, 8).conv1d(zeros(4, 2, 3), zeros(4), Window.of(3), 1),
        "conv1d: expected a window of height 1 that slides to the right only, got 3x3. Write"
            + " Window.of(1, width).stride(1, right).padding(0, sides)");
    mistakes.add(
        "an output padding as large as the stride",
        SHAPE,
        () ->
            new ConvTranspose2d(1, 1, Window.of(3).stride(2), 2, 1, Rng.of(1))
                .forward(zeros(1, 1, 4, 4)),
        "convTranspose2d: expected an output padding of 0 to 1, got 2. It chooses among the sizes"
            + " that a stride makes equal, and is smaller than it");
    mistakes.add(
        "a padding that cuts off everything",
        SHAPE,
        () ->
            new ConvTranspose2d(1, 1, Window.of(3).padding(2), Rng.of(1))
                .forward(zeros(1, 1, 2, 4)),
        "convTranspose2d: expected a result of at least 1x1, got 0x2 from a picture of 2x4. Here"
            + " padding cuts off: take less of it");
    mistakes.add(
        "groups without an axis",
        SHAPE,
        () -> zeros(2, 3).normalise(1e-5),
        "normalise: expected 3 axes (outer, groups, inner), got shape (2, 3). Reshape it to these"
            + " axes");
  }

  private void norms() {
    mistakes.add(
        "a batch of one in training",
        SHAPE,
        () -> new Sequential(new BatchNorm1d(3)).forward(zeros(1, 3)),
        "0 (BatchNorm1d 3): expected more than 1 value of each channel in training, got a batch of"
            + " 1. A single value has no variance: take larger batches, drop a last one of 1, or"
            + " call eval()");
    mistakes.add(
        "rows of another size",
        SHAPE,
        () -> new BatchNorm1d(3).forward(zeros(8, 4)),
        "BatchNorm1d 3: expected an input of shape (batch, ..., 3), got (8, 4). Does what comes"
            + " before give as many outputs?");
    mistakes.add(
        "features of another size",
        SHAPE,
        () -> new LayerNorm(5).forward(zeros(8, 4)),
        "LayerNorm 5: expected an input of shape (batch, ..., 5), got (8, 4). Does what comes"
            + " before give as many outputs?");
    mistakes.add(
        "groups that do not divide",
        SHAPE,
        () -> new GroupNorm(4, 6),
        "GroupNorm: expected a number of groups that divides 6 channels, got 4. Each group has"
            + " equally many channels");
    mistakes.add(
        "a norm of nothing",
        ILLEGAL,
        () -> new LayerNorm(0),
        "LayerNorm: expected at least 1 channel, got 0. It is the size of the axis that keeps a"
            + " scale and a shift of its own");
    mistakes.add(
        "an eps of 0",
        ILLEGAL,
        () -> new BatchNorm2d(3, 0, 0.1),
        "BatchNorm2d: expected an eps above 0, got 0.0. It is added to the variance, against a"
            + " division by 0; 1e-5 is usual");
    mistakes.add(
        "a momentum in percent",
        ILLEGAL,
        () -> new BatchNorm2d(3, 1e-5, 10),
        "BatchNorm2d: expected a momentum from 0 to 1, got 10.0. It is the share of the newest"
            + " batch in the running statistics; 0.1 is usual");
  }
}
