package org.neuronbook.course.grade;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * An exercise for attacks alone, with all that a contract may use and that an attack may forge:
 * callbacks, objects that stay with their maker, collections, matrices.
 */
public interface Trial {
  /** What the grader hands in to be called. */
  interface Tally {
    /** Adds a number. */
    void add(double number);

    /** Adds the value of a box. */
    void weigh(Box box);
  }

  /** What a solution makes and keeps. */
  interface Box {
    double value();
  }

  /** Half of x. */
  double half(double x);

  /** Adds each number to the tally, in its order. */
  void addAll(Tally tally, double[] numbers);

  /** Lets the tally weigh a box of this value, once. */
  void weigh(Tally tally, double value);

  /** A box of this value. */
  Box box(double value);

  /** The words between single spaces. */
  List<String> words(String text);

  /** How often each word occurs. */
  Map<String, Integer> counts(List<String> words);

  /** The transpose. */
  DMatrixRMaj transposed(DMatrixRMaj matrix);
}
