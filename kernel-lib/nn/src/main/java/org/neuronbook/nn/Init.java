package org.neuronbook.nn;

import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/**
 * How weights start, by the names that papers gave them. Fan-in and fan-out are the sizes that a
 * weight joins.
 */
public final class Init {
  private Init() {}

  /** Uniform in ±1/sqrt(fanIn): the default of linear layers, as in PyTorch. */
  public static Tensor fanInUniform(Rng rng, int fanIn, int... sizes) {
    double bound = 1 / Math.sqrt(fanIn);
    return Tensor.uniform(rng, -bound, bound, sizes);
  }

  /**
   * Uniform with variance 2/(fanIn + fanOut): Glorot, Bengio, AISTATS 2010. For tanh and sigmoid.
   */
  public static Tensor xavierUniform(Rng rng, int fanIn, int fanOut) {
    double bound = Math.sqrt(6.0 / (fanIn + fanOut));
    return Tensor.uniform(rng, -bound, bound, fanIn, fanOut);
  }

  /** Normal with variance 2/fanIn: He, Zhang, Ren, Sun, ICCV 2015. For ReLU. */
  public static Tensor heNormal(Rng rng, int fanIn, int fanOut) {
    return Tensor.randn(rng, fanIn, fanOut).mul(Math.sqrt(2.0 / fanIn));
  }
}
