package org.neuronbook.nn;

import java.util.Arrays;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/**
 * In training sets each element to 0 with probability p and divides the others by 1 - p, so that
 * the expected value stays; in evaluation does nothing. Srivastava and others, JMLR 15, 2014.
 *
 * <pre>{@code
 * jshell> new Dropout(0.5, Rng.of(1)).forward(Tensor.ones(6))
 * Tensor(6) [2, 2, 2, 0, 0, 2]
 * }</pre>
 */
public final class Dropout extends Layer {
  private final double p;
  private final Rng rng;

  public Dropout(double p, Rng rng) {
    Refuse.when(!(p >= 0 && p < 1))
        .saying(
            "Dropout: expected a probability p with 0 <= p < 1, got %s. It is the share that is set to 0; a usual value is 0.5",
            p);
    this.p = p;
    this.rng = rng;
  }

  @Override
  public Tensor forward(Tensor x) {
    if (!isTraining() || p == 0) {
      return x;
    }
    double[] mask = new double[x.shape().size()];
    Arrays.setAll(mask, i -> rng.nextDouble() < p ? 0 : 1 / (1 - p));
    return x.mul(Tensor.wrap(x.shape(), mask));
  }

  @Override
  public String describe() {
    return "Dropout p=" + p;
  }
}
