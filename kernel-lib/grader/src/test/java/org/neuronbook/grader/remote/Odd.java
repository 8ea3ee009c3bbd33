package org.neuronbook.grader.remote;

/** A contract of which the second test is the one where things happen. */
public interface Odd {
  double[] twice(double[] x);
}
