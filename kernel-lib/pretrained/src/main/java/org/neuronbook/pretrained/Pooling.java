package org.neuronbook.pretrained;

import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * How one vector for a whole text is made of its tokens' vectors. Reimers, Gurevych,
 * "Sentence-BERT", EMNLP 2019.
 */
public enum Pooling {
  /** The mean over all tokens that are not filling. */
  MEAN {
    @Override
    Tensor of(Tensor hidden, Mask padding) {
      Shape shape = hidden.shape();
      boolean[] filling = padding.toArray();
      double[] weights = new double[filling.length];
      for (int i = 0; i < filling.length; i++) {
        weights[i] = filling[i] ? 0 : 1;
      }
      Tensor weight = Tensor.wrap(Shape.of(shape.dim(0), 1, shape.dim(1)), weights);
      return weight
          .matmul(hidden) // (batch, 1, hidden)
          .reshape(shape.dim(0), shape.dim(2))
          .div(weight.sum(2)); // (batch, hidden)
    }
  },

  /** The vector of the first token, [CLS]. */
  CLS {
    @Override
    Tensor of(Tensor hidden, Mask padding) {
      return hidden.slice(1, 0, 1).reshape(hidden.shape().dim(0), -1); // (batch, hidden)
    }
  };

  abstract Tensor of(Tensor hidden, Mask padding);

  /**
   * @param hidden (batch, time, hidden), what {@link Bert#forward(int[][], Mask)} gives
   * @param padding (batch, time), true where there is no token
   * @return (batch, hidden)
   */
  public Tensor pool(Tensor hidden, Mask padding) {
    Shape shape = hidden.shape();
    Refuse.when(
            shape.rank() != 3 || !padding.shape().equals(Shape.of(shape.dim(0), shape.dim(1))),
            ShapeException::new)
        .saying(
            "pool: expected vectors (batch, time, hidden) and a mask (batch, time), got %s and %s. Take the mask that the model got",
            shape, padding.shape());
    return of(hidden, padding);
  }

  /**
   * How alike texts are: the cosines of the angles between their vectors, from -1 to 1.
   *
   * @param a (n, hidden)
   * @param b (m, hidden)
   * @return (n, m)
   */
  public static Tensor cosine(Tensor a, Tensor b) {
    return unit(a).matmul(unit(b).transpose());
  }

  /** Rows of length 1; zeros stay zeros. */
  static Tensor unit(Tensor x) {
    return x.div(x.mul(x).sum(-1, true).sqrt().clip(1e-12, Double.MAX_VALUE));
  }
}
