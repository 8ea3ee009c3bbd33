package org.neuronbook.data;

import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;

/**
 * A random change of a picture that leaves its class as it is, so that a model sees another picture
 * at every pass. It is for training rows only, see {@link Batches#augmented}. Simard, Steinkraus,
 * Platt, ICDAR 2003.
 *
 * <pre>{@code
 * jshell> Augment.flip().then(Augment.noise(0)).apply(new double[] {1, 2, 3, 4}, Shape.of(1, 2, 2), Rng.of(2))
 * double[4] { 2.0, 1.0, 4.0, 3.0 }
 * }</pre>
 */
@FunctionalInterface
public interface Augment {
  /**
   * A changed copy; what is drawn is the same for all channels, but for noise.
   *
   * @param picture row-major. Not modified.
   * @param shape (channels, height, width)
   */
  double[] apply(double[] picture, Shape shape, Rng rng);

  /** This change, and then another. */
  default Augment then(Augment next) {
    return (picture, shape, rng) -> next.apply(apply(picture, shape, rng), shape, rng);
  }

  /**
   * Moves the picture by up to so many pixels up or down and left or right; 0 fills what comes in.
   */
  static Augment shift(int most) {
    Refuse.when(most < 0)
        .saying("Augment.shift: expected a number of pixels of at least 0, got %s", most);
    return (picture, shape, rng) -> {
      int down = rng.nextInt(2 * most + 1) - most;
      int right = rng.nextInt(2 * most + 1) - most;
      return resample(picture, shape, 1, -down, -right);
    };
  }

  /** Exchanges left and right, every other time. Not for digits and letters. */
  static Augment flip() {
    return (picture, shape, rng) -> {
      double[] result = picture.clone();
      int width = shape.dim(2);
      if (rng.nextInt(2) == 1) {
        for (int i = 0; i < result.length; i++) {
          result[i] = picture[i - i % width + width - 1 - i % width];
        }
      }
      return result;
    };
  }

  /**
   * Cuts out a part of the picture's own proportions, and enlarges it to the whole size between the
   * nearest pixels (bilinear). Szegedy and others, CVPR 2015.
   *
   * @param smallest the least share of a side that is kept, above 0, at most 1
   */
  static Augment crop(double smallest) {
    Refuse.when(!(smallest > 0 && smallest <= 1))
        .saying("Augment.crop: expected a share above 0, at most 1, got %s", smallest);
    return (picture, shape, rng) -> {
      double share = rng.nextDouble(smallest, 1);
      double top = rng.nextDouble() * (1 - share) * (shape.dim(1) - 1);
      double left = rng.nextDouble() * (1 - share) * (shape.dim(2) - 1);
      return resample(picture, shape, share, top, left);
    };
  }

  /** Adds to each number a normal one of mean 0. */
  static Augment noise(double deviation) {
    Refuse.when(!(deviation >= 0))
        .saying("Augment.noise: expected a deviation of at least 0, got %s", deviation);
    return (picture, shape, rng) -> {
      double[] result = picture.clone();
      for (int i = 0; i < result.length; i++) {
        result[i] += deviation * rng.nextGaussian();
      }
      return result;
    };
  }

  /** The pixel (y, x) of the result lies at (top + step y, left + step x) of the picture. */
  private static double[] resample(
      double[] picture, Shape shape, double step, double top, double left) {
    int height = shape.dim(1);
    int width = shape.dim(2);
    double[] result = new double[picture.length];
    for (int i = 0; i < result.length; i++) {
      int channel = i / (height * width) * height;
      double y = top + step * (i / width % height);
      double x = left + step * (i % width);
      int above = (int) Math.floor(y);
      int before = (int) Math.floor(x);
      for (int corner = 0; corner < 4; corner++) {
        int row = above + corner / 2;
        int column = before + corner % 2;
        double weight = (1 - Math.abs(y - row)) * (1 - Math.abs(x - column));
        if (weight > 0 && row >= 0 && row < height && column >= 0 && column < width) {
          result[i] += weight * picture[(channel + row) * width + column];
        }
      }
    }
    return result;
  }
}
