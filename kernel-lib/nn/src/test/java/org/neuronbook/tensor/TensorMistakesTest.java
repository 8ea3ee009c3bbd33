package org.neuronbook.tensor;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What learners do wrong with tensors, and the whole of what they are told. */
class TensorMistakesTest {
  private final Mistakes mistakes = new Mistakes();

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    tensors();
    gradients();
    return mistakes.tests();
  }

  private static Tensor zeros(int... sizes) {
    return Tensor.zeros(sizes);
  }

  private void tensors() {
    Class<ShapeException> shape = ShapeException.class;
    mistakes.add(
        "shapes that do not broadcast",
        shape,
        () -> zeros(3, 4).add(zeros(3)),
        "add: shapes do not broadcast: (3, 4) and (3): 4 != 3 at axis -1. Sizes must be "
            + "equal, or one of them 1");
    mistakes.add(
        "matmul without the transpose",
        shape,
        () -> zeros(32, 784).matmul(zeros(10, 784)),
        "matmul: inner sizes differ: (32, 784) x (10, 784): 784 != 10. Is a transpose() "
            + "of the right operand missing?");
    mistakes.add(
        "linear with a weight that is no matrix",
        shape,
        () -> zeros(2, 3).linear(zeros(1, 3, 4), zeros(4)),
        "linear weight: expected 2 axes (inputs, outputs), got shape (1, 3, 4). Reshape it "
            + "to these axes");
    mistakes.add(
        "linear with the bias of another layer",
        shape,
        () -> zeros(32, 784).linear(zeros(784, 10), zeros(128)),
        "linear bias: expected equal shapes, got (128) and (10). Nothing is repeated to fit here");
    mistakes.add(
        "matmul of sizes that differ",
        shape,
        () -> zeros(32, 784).matmul(zeros(512, 10)),
        "matmul: inner sizes differ: (32, 784) x (512, 10): 784 != 512. The last size of "
            + "the left is summed over the last but one of the right");
    mistakes.add(
        "matmul of a vector",
        shape,
        () -> zeros(3).matmul(zeros(3, 4)),
        "matmul: both operands need at least 2 axes, got (3) x (3, 4). Reshape a vector "
            + "to (1, n) or (n, 1)");
    mistakes.add(
        "matmul of other batches",
        shape,
        () -> zeros(2, 3, 4).matmul(zeros(5, 4, 3)),
        "matmul: batch axes of (2, 3, 4) x (5, 4, 3): shapes do not broadcast: (2) and (5): 2 != 5 "
            + "at axis -1. Sizes must be equal, or one of them 1");
    mistakes.add(
        "an axis that is not there",
        shape,
        () -> zeros(3, 4).sum(2),
        "sum: axis 2 does not exist in shape (3, 4): expected -2 to 1. Axes count from 0, "
            + "or from -1 backwards");
    mistakes.add(
        "a mean over an axis that is not there",
        shape,
        () -> zeros(3).mean(-2),
        "mean: axis -2 does not exist in shape (3): expected -1 to 0. Axes count from 0, "
            + "or from -1 backwards");
    mistakes.add(
        "an axis of a number",
        shape,
        () -> Tensor.scalar(1).softmax(0),
        "softmax: axis 0 does not exist in shape (), which is a single number without "
            + "axes. Leave the axis out");
    mistakes.add(
        "a size that is not there",
        shape,
        () -> Shape.of(2, 3).dim(2),
        "dim: axis 2 does not exist in shape (2, 3): expected -2 to 1. Axes count from 0, "
            + "or from -1 backwards");
    mistakes.add(
        "a reshape to another number of elements",
        shape,
        () -> zeros(3, 4).reshape(5, 2),
        "reshape: (3, 4) has 12 elements, (5, 2) asks for 10. A size of -1 would be " + "computed");
    mistakes.add(
        "a reshape that does not divide",
        shape,
        () -> zeros(3, 4).reshape(5, -1),
        "reshape: (3, 4) has 12 elements, (5, -1) asks for a multiple of 5. Is the other "
            + "size right?");
    mistakes.add(
        "a reshape with two free sizes",
        shape,
        () -> zeros(3, 4).reshape(-1, -1),
        "reshape: sizes must be at least 1 and only one may be -1, got (-1, -1) for (3, "
            + "4). Is a computed size wrong?");
    mistakes.add(
        "a transposed vector",
        shape,
        () -> zeros(3).transpose(),
        "transpose: expected at least 2 axes, got (3). Reshape a vector to (1, n)");
    mistakes.add(
        "an empty tensor",
        shape,
        Tensor::of,
        "shape: every size must be at least 1, got (0). Is a batch or a selection empty?");
    mistakes.add(
        "an empty matrix",
        shape,
        () -> Tensor.of(new double[0][]),
        "shape: every size must be at least 1, got (0, 0). Is a batch or a selection " + "empty?");
    mistakes.add(
        "a tensor too large",
        shape,
        () -> zeros(100_000, 100_000),
        "shape: (100000, 100000) has more than 2^31 - 1 elements, the most that one Java "
            + "array holds. Work in batches");
    mistakes.add(
        "a ragged matrix",
        shape,
        () -> Tensor.of(new double[][] {{1, 2}, {3}}),
        "Tensor.of: expected 2 values in row 1 as in row 0, got 1. All rows of a matrix "
            + "are equally long");
    mistakes.add(
        "values that do not fill",
        shape,
        () -> Tensor.wrap(Shape.of(2, 3), new double[5]),
        "tensor: 5 values do not fill shape (2, 3): expected 6. Give one value for each "
            + "element, row by row");
    mistakes.add(
        "an index out of range",
        shape,
        () -> zeros(3, 4).get(3, 0),
        "get: index 3 at axis 0 is out of range for shape (3, 4): expected 0 to 2. "
            + "Indices count from 0");
    mistakes.add(
        "too few indices",
        shape,
        () -> zeros(3, 4).get(3),
        "get: expected 2 indices for shape (3, 4), got 1. Give one for each axis");
    mistakes.add(
        "the number of a vector",
        shape,
        () -> zeros(3).item(),
        "item: expected a tensor of one element, got shape (3). Reduce it first: sum() or "
            + "mean()");
    mistakes.add(
        "exchanged limits",
        IllegalArgumentException.class,
        () -> zeros(3).clip(1, -1),
        "clip: expected low <= high, got 1.0 and -1.0. Are they exchanged?");
    mistakes.add(
        "no bound",
        IllegalArgumentException.class,
        () -> Rng.of(1).nextInt(0),
        "nextInt: expected a bound of at least 1, got 0. Results go from 0 to bound - 1");
  }

  private void gradients() {
    Parameter w = new Parameter("w", Tensor.of(1, 2));
    Class<AutogradException> autograd = AutogradException.class;
    mistakes.add(
        "backward from a vector",
        autograd,
        () -> w.mul(2).backward(),
        "backward: expected a single number, got shape (2). Reduce it first, with mean() "
            + "or sum(), or call backward(gradient)");
    mistakes.add(
        "a gradient of another shape",
        ShapeException.class,
        () -> w.mul(2).backward(Tensor.of(1, 2, 3)),
        "backward: expected equal shapes, got (3) and (2). Nothing is repeated to fit " + "here");
    mistakes.add(
        "backward from constants",
        autograd,
        () -> Tensor.of(1, 2).sum().backward(),
        "backward: nothing behind this tensor needs a gradient. Was it computed inside "
            + "noGrad, detached, or from constants and frozen parameters only?");
    Tensor loss = w.sum();
    mistakes.add(
        "a second backward",
        autograd,
        () -> {
          loss.backward();
          loss.backward();
        },
        "backward: the graph behind this 'sum' of shape () was freed by an earlier "
            + "backward. Compute the loss again before each backward");
    mistakes.add(
        "a gradient to keep of a constant",
        autograd,
        () -> Tensor.of(1, 2).retainGrad(),
        "retainGrad: expected a tensor that a gradient flows through, got a constant "
            + "'tensor' of shape (2). Make a Parameter of it: new Parameter(\"x\", x)");
    mistakes.add(
        "values of another shape",
        ShapeException.class,
        () -> w.assign(Tensor.of(1, 2, 3)),
        "assign to w: expected equal shapes, got (3) and (2). Nothing is repeated to fit "
            + "here");
    mistakes.add(
        "a gradient check of nothing",
        IllegalArgumentException.class,
        () -> GradientCheck.check("f", x -> Tensor.scalar(1)),
        "gradient check of f: expected at least one input or parameter to move, got none. "
            + "Pass tensors after the function");
  }
}
