package org.neuronbook.grader.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** Does what it is asked for. */
final class Obliging implements Everything {
  @Override
  public double sum(byte a, short b, char c, int d, long e, float f, double g, boolean h) {
    return a + b + c + d + e + f + g + (h ? 1 : 0);
  }

  @Override
  public Double boxed(Double value) {
    return value;
  }

  @Override
  public String text(String text) {
    return text;
  }

  @Override
  public double[][] matrix(double[][] rows) {
    return rows;
  }

  @Override
  public Outer outer(Outer outer) {
    return outer;
  }

  @Override
  public Chain chain(Chain chain) {
    return chain;
  }

  @Override
  public boolean[] flags(boolean[] flags, long[] more, float[] evenMore, byte[] bytes) {
    more[0]++;
    evenMore[0]++;
    bytes[0]++;
    return flags;
  }

  @Override
  public String[] words(String[] words) {
    return words;
  }

  @Override
  public void negate(double[] x, int[][] y, Inner inner, List<double[]> list) {
    x[0] = -x[0];
    y[0][0] = -y[0][0];
    y[1] = new int[] {7, 8, 9};
    inner.numbers()[0] = -inner.numbers()[0];
    list.get(0)[0] = -list.get(0)[0];
  }

  @Override
  public double apply(DoubleUnaryOperator function, double x) {
    return function.applyAsDouble(x);
  }

  @Override
  public Counter counter(int start) {
    var value = new int[] {start};
    return step -> value[0] += step;
  }

  @Override
  public int advance(Counter counter, int times) {
    int last = 0;
    for (int i = 0; i < times; i++) {
      last = counter.next(1);
    }
    return last;
  }

  @Override
  public List<DMatrixRMaj> turn(DMatrixRMaj matrix) {
    DMatrixRMaj before = matrix.copy();
    matrix.reshape(before.numCols, before.numRows);
    for (int i = 0; i < before.numRows; i++) {
      for (int j = 0; j < before.numCols; j++) {
        matrix.set(j, i, before.get(i, j));
      }
    }
    return List.of(matrix, matrix);
  }

  @Override
  public Map<String, double[]> named(Map<Colour, double[]> numbers) {
    Map<String, double[]> named = new LinkedHashMap<>();
    numbers.forEach(
        (colour, values) -> {
          values[0] = -values[0];
          named.put(colour.name(), values);
        });
    return named;
  }

  @Override
  public void fail(String how) {
    throw new IllegalStateException(how);
  }
}
