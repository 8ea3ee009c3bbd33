package org.neuronbook.notebook;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The two directions in which rows differ most, and the place of each row along them.
 *
 * <p>The eigenvectors of the covariance matrix with the greatest eigenvalues; an eigenvalue is the
 * variance along its direction. The sign of a direction means nothing: the largest entry of each is
 * made positive, so that the same rows give the same picture. Pearson, "On Lines and Planes of
 * Closest Fit to Systems of Points in Space", Philosophical Magazine 2 (1901).
 *
 * @param places one (first, second) a row
 * @param shares which share of the whole variance lies along the two, each between 0 and 1
 */
record PrincipalComponents(double[][] places, double[] shares) {

  /**
   * @param rows (n, d), n and d at least 2
   */
  static PrincipalComponents of(double[][] rows) {
    int n = rows.length;
    int d = rows[0].length;
    double[] mean = new double[d];
    for (double[] row : rows) {
      for (int j = 0; j < d; j++) {
        mean[j] += row[j] / n;
      }
    }
    DMatrixRMaj covariance = new DMatrixRMaj(d, d);
    for (double[] row : rows) {
      for (int i = 0; i < d; i++) {
        for (int j = i; j < d; j++) {
          covariance.add(i, j, (row[i] - mean[i]) * (row[j] - mean[j]) / n);
        }
      }
    }
    double whole = 0;
    for (int i = 0; i < d; i++) {
      whole += covariance.get(i, i);
      for (int j = 0; j < i; j++) {
        covariance.set(i, j, covariance.get(j, i));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    if (!eigen.decompose(covariance)) {
      throw new IllegalArgumentException(
          "principal components: expected finite numbers, got rows without an eigenvector");
    }
    Integer[] order = new Integer[d];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, (a, b) -> Double.compare(eigen.getEigenvalue(b).real, eigen.getEigenvalue(a).real));
    double[][] places = new double[n][2];
    double[] shares = new double[2];
    for (int c = 0; c < 2; c++) {
      double[] direction = direction(eigen.getEigenVector(order[c]).data);
      shares[c] = whole == 0 ? 0 : Math.max(0, eigen.getEigenvalue(order[c]).real) / whole;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < d; j++) {
          places[i][c] += (rows[i][j] - mean[j]) * direction[j];
        }
      }
    }
    return new PrincipalComponents(places, shares);
  }

  private static double[] direction(double[] vector) {
    double largest = 0;
    for (double entry : vector) {
      // The first of entries that differ by rounding only, or the sign would hang on that.
      largest = Math.abs(entry) > Math.abs(largest) * (1 + 1e-9) ? entry : largest;
    }
    double sign = Math.signum(largest);
    return Arrays.stream(vector).map(entry -> sign * entry).toArray();
  }
}
