package org.neuronbook.grader;

/** A contract for the grader's own tests. Public, as all contracts are. */
public interface Sample {
  double[] twice(double[] x);
}
