package org.neuronbook.nn;

import java.util.stream.IntStream;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Window;

/** What all layers with sliding kernels share: channels, window, groups, and how they start. */
abstract class Convolution extends Layer {
  final int inputs;
  final int outputs;
  public final Window window;
  public final int groups;

  Convolution(int inputs, int outputs, Window window, int groups) {
    Shape.requireGroups(getClass().getSimpleName(), inputs, outputs, groups);
    this.inputs = inputs;
    this.outputs = outputs;
    this.window = window;
    this.groups = groups;
  }

  /** The kernels, uniform in ±1/sqrt(numbers of one kernel); the first size counts them. */
  final Parameter weight(Rng rng, int... sizes) {
    return parameter("weight", Init.fanInUniform(rng, fan(sizes), sizes));
  }

  /** One number for each output, that starts as the kernels do. */
  final Parameter bias(Rng rng, Parameter weight) {
    return parameter("bias", Init.fanInUniform(rng, fan(weight.shape().toArray()), outputs));
  }

  private static int fan(int... sizes) {
    return IntStream.of(sizes).skip(1).reduce(1, (a, b) -> a * b);
  }

  @Override
  public String describe() {
    String some = groups == 1 ? "" : ", " + groups + " groups";
    String kind = getClass().getSimpleName();
    return "%s %s -> %s, %s%s".formatted(kind, inputs, outputs, window, some);
  }
}
