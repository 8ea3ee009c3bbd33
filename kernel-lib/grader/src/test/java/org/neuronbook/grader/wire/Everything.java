package org.neuronbook.grader.wire;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** Every kind of value that a contract may use. */
public interface Everything {
  enum Colour {
    RED,
    GREEN
  }

  record Inner(double[] numbers, String text) {}

  record Outer(Inner inner, List<int[]> lists, Colour colour, Integer maybe) {}

  record Chain(int value, Chain next) {}

  interface Counter {
    int next(int step);
  }

  double sum(byte a, short b, char c, int d, long e, float f, double g, boolean h);

  Double boxed(Double value);

  String text(String text);

  double[][] matrix(double[][] rows);

  Outer outer(Outer outer);

  Chain chain(Chain chain);

  boolean[] flags(boolean[] flags, long[] more, float[] evenMore, byte[] bytes);

  String[] words(String[] words);

  void negate(double[] x, int[][] y, Inner inner, List<double[]> list);

  double apply(DoubleUnaryOperator function, double x);

  Counter counter(int start);

  int advance(Counter counter, int times);

  /** Turns the matrix where it stands, and gives it twice. */
  List<DMatrixRMaj> turn(DMatrixRMaj matrix);

  /** Negates the numbers where they stand, and gives them with the names of their colours. */
  Map<String, double[]> named(Map<Colour, double[]> numbers);

  void fail(String how);
}
