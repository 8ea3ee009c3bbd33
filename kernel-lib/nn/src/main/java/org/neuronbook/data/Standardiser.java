package org.neuronbook.data;

import org.neuronbook.tensor.Refuse;

/**
 * Brings every feature to mean 0 and standard deviation 1: z = (x − μ) / σ, with the mean μ and the
 * standard deviation σ (divided by n) of the rows it was fitted on. Fit it on the training rows
 * only and apply it to both parts: a mean that has seen the test rows carries knowledge about them
 * into training.
 *
 * <p>A feature that is the same in every row has σ = 0 and is only centred.
 *
 * <pre>{@code
 * jshell> var standardiser = Standardiser.fit(Dataset.xor())
 * jshell> standardiser.apply(Dataset.xor()).row(1)
 * double[2] { -1.0, 1.0 }
 * }</pre>
 */
public final class Standardiser {
  private final double[] mean;
  private final double[] deviation;

  private Standardiser(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Measures the mean and the standard deviation of every feature. */
  public static Standardiser fit(Dataset train) {
    int width = train.features();
    double[] mean = new double[width];
    double[] deviation = new double[width];
    double[] row = new double[width];
    // Twice through the rows: the one-pass formula E[x²] − E[x]² loses all digits when the mean is
    // large.
    for (int i = 0; i < train.size(); i++) {
      train.rows().copy(i, row, 0);
      for (int j = 0; j < width; j++) {
        mean[j] += row[j] / train.size();
      }
    }
    for (int i = 0; i < train.size(); i++) {
      train.rows().copy(i, row, 0);
      for (int j = 0; j < width; j++) {
        deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / train.size();
      }
    }
    for (int j = 0; j < width; j++) {
      deviation[j] = Math.sqrt(deviation[j]);
      // The mean of equal numbers is off by rounding, so a constant feature may show a deviation of
      // 1e-17 instead of 0.
      if (deviation[j] <= 1e-12 * Math.abs(mean[j])) {
        deviation[j] = 1;
      }
    }
    return new Standardiser(mean, deviation);
  }

  /**
   * The same rows standardised, computed when they are read.
   *
   * @throws DataException if the rows have another number of features than those it was fitted on
   */
  public Dataset apply(Dataset dataset) {
    Refuse.when(dataset.features() != mean.length, DataException::new)
        .saying(
            "Standardiser: expected rows of %s features as it was fitted on, got %s, in data set %s",
            mean.length, dataset.features(), dataset.name());
    Rows raw = dataset.rows();
    Rows.Reader reader =
        (row, target, offset) -> {
          raw.copy(row, target, offset);
          for (int j = 0; j < mean.length; j++) {
            target[offset + j] = (target[offset + j] - mean[j]) / deviation[j];
          }
        };
    return dataset.withRows(Rows.of(raw.size(), raw.width(), reader));
  }

  /** The mean μ of every feature. Copied. */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * What every feature is divided by: its standard deviation σ, or 1 where it never varies. Copied.
   */
  public double[] deviation() {
    return deviation.clone();
  }
}
