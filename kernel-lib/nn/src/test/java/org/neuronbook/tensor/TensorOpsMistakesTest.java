package org.neuronbook.tensor;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What learners do wrong along axes, with indices and with masks, and what they are told. */
class TensorOpsMistakesTest {
  private final Mistakes mistakes = new Mistakes();

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    reductions();
    moves();
    indices();
    masks();
    return mistakes.tests();
  }

  private static Tensor zeros(int... sizes) {
    return Tensor.zeros(sizes);
  }

  private void shape(String mistake, Runnable code, String text) {
    mistakes.add(mistake, ShapeException.class, code, text);
  }

  private void reductions() {
    shape(
        "an axis summed twice",
        () -> zeros(3, 4).sum(1, -1),
        "sum: axis 1 is named twice in (1, -1) for shape (3, 4). Name each axis once; -1 is the "
            + "last");
    shape(
        "a mean over no axis",
        () -> zeros(3, 4).mean(new int[0]),
        "mean: expected at least one axis of shape (3, 4), got none. Leave the list out for all "
            + "elements");
    shape(
        "a maximum over an axis that is not there",
        () -> zeros(3, 4).max(2, true),
        "max: axis 2 does not exist in shape (3, 4): expected -2 to 1. Axes count from 0, or from "
            + "-1 backwards");
    shape(
        "an argmax of a vector over its columns",
        () -> zeros(3).argmax(1),
        "argmax: axis 1 does not exist in shape (3): expected -1 to 0. Axes count from 0, or from "
            + "-1 backwards");
    shape(
        "the variance of one element",
        () -> zeros(1, 4).var(0, true),
        "var: expected at least 2 elements for an unbiased variance, got 1 along (0) of shape (1, "
            + "4). With unbiased = false the sum is divided by n instead of n - 1");
  }

  private void moves() {
    shape(
        "a permutation that leaves an axis out",
        () -> zeros(2, 3, 4).permute(1, 0),
        "permute: expected each of the 3 axes of (2, 3, 4) once, got (1, 0). Name the axes that "
            + "keep their place too");
    shape(
        "a permutation that names an axis twice",
        () -> zeros(2, 3).permute(0, 0),
        "permute: axis 0 is named twice in (0, 0) for shape (2, 3). Name each axis once; -1 is the "
            + "last");
    shape(
        "an exchange with an axis that is not there",
        () -> zeros(2, 3).transpose(1, 2),
        "transpose: axis 2 does not exist in shape (2, 3): expected -2 to 1. Axes count from 0, or "
            + "from -1 backwards");
    shape(
        "an expansion of an axis that is not 1",
        () -> zeros(3).expand(2, 4),
        "expand: shapes do not broadcast: (3) and (2, 4): 3 != 4 at axis -1. Sizes must be equal, "
            + "or one of them 1");
    shape(
        "an expansion to less",
        () -> zeros(2, 3).expand(1, 3),
        "expand: (2, 3) cannot become (1, 3). Axes of size 1 are repeated and new axes come in "
            + "front; other sizes stay");
    shape(
        "a slice beyond the end",
        () -> zeros(2, 3).slice(1, 1, 4),
        "slice: expected 0 <= from < to <= 3 along axis 1 of shape (2, 3), got 1 to 4. The end is "
            + "not included");
    shape(
        "an empty slice",
        () -> zeros(2, 3).slice(-1, 2, 2),
        "slice: expected 0 <= from < to <= 3 along axis 1 of shape (2, 3), got 2 to 2. The end is "
            + "not included");
    shape(
        "a negative padding",
        () -> zeros(2, 3).pad(0, -1, 0, 0),
        "pad: expected widths of at least 0 for axis 0 of shape (2, 3), got -1 and 0. To cut off "
            + "use slice(axis, from, to)");
    shape(
        "parts that differ off the axis",
        () -> Tensor.concat(0, zeros(2, 3), zeros(1, 3), zeros(2, 4)),
        "concat: expected the shape (2, 3) of part 0 but for axis 0, got (2, 4) for part 2. Is it "
            + "the right axis?");
    shape(
        "parts of different rank",
        () -> Tensor.concat(1, zeros(2, 3), zeros(2)),
        "concat: expected the shape (2, 3) of part 0 but for axis 1, got (2) for part 1. Reshape "
            + "it");
    shape(
        "no parts",
        () -> Tensor.concat(0),
        "concat: expected at least one tensor, got none. Is a list empty?");
    shape(
        "stacked parts of different shapes",
        () -> Tensor.stack(0, zeros(2, 3), zeros(2, 4)),
        "stack: expected equal shapes, got (2, 4) and (2, 3). Nothing is repeated to fit here");
    shape(
        "a new axis beyond the last",
        () -> Tensor.stack(3, zeros(2, 3), zeros(2, 3)),
        "stack: axis 3 does not exist in shape (2, 3, 1): expected -3 to 2. Axes count from 0, or "
            + "from -1 backwards");
  }

  private void indices() {
    mistakes.add(
        "a token that is not in the table",
        IllegalArgumentException.class,
        () -> zeros(100, 8).rows(3, 100),
        "indexSelect: index 100 at place 1 is out of range for axis 0 of shape (100, 8): expected "
            + "0 to 99. Indices count from 0");
    mistakes.add(
        "a negative index",
        IllegalArgumentException.class,
        () -> zeros(2, 3).gather(1, 0, -1),
        "gather: index -1 at place 1 is out of range for axis 1 of shape (2, 3): expected 0 to 2. "
            + "Indices count from 0");
    shape(
        "no rows",
        () -> zeros(2, 3).rows(),
        "shape: every size must be at least 1, got (0, 3). Is a batch or a selection empty?");
    shape(
        "indices for the other axis",
        () -> zeros(2, 3).gather(0, 1, 1),
        "gather: expected one index for each of the 3 lines along axis 0 of shape (2, 3), got 2 "
            + "indices. Is it the right axis?");
  }

  private void masks() {
    shape(
        "a mask that does not broadcast",
        () -> zeros(2, 3).maskedFill(Mask.of(true, false), 0),
        "maskedFill: shapes do not broadcast: (2) and (2, 3): 2 != 3 at axis -1. Sizes must be "
            + "equal, or one of them 1");
    shape(
        "a mask with more axes than the tensor",
        () -> zeros(2, 2).maskedFill(Mask.of(Shape.of(1, 2, 1), true, false), 0),
        "maskedFill: expected a mask that broadcasts to (2, 2), got (1, 2, 1). The result has the "
            + "shape of the tensor; expand it first");
    shape(
        "branches that do not broadcast",
        () -> Tensor.where(Mask.of(true), zeros(2), zeros(3)),
        "where: shapes do not broadcast: (2) and (3): 2 != 3 at axis -1. Sizes must be equal, or "
            + "one of them 1");
    shape(
        "a condition that does not broadcast",
        () -> Tensor.where(Mask.of(true, false), zeros(3), zeros(3)),
        "where with a mask: shapes do not broadcast: (2) and (3): 2 != 3 at axis -1. Sizes must be "
            + "equal, or one of them 1");
    shape(
        "values that do not fill a mask",
        () -> Mask.of(Shape.of(2, 2), true, false, true),
        "mask: 3 values do not fill shape (2, 2): expected 4. Give one value for each element, row "
            + "by row");
    shape(
        "a sequence longer than the batch",
        () -> Mask.padding(4, 2, 5),
        "mask: length 5 at index 1 is out of range: expected 0 to 4. Cut the sequence off, or make "
            + "n larger");
  }
}
