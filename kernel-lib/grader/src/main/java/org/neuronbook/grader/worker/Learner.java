package org.neuronbook.grader.worker;

/** What the process that holds a learner's code offers to the grader. */
public interface Learner {
  /** The number of this object: the first that the process hands out. */
  int NUMBER = 0;

  /** Runs the cells, once, before anything else. */
  void load(Program program);

  /**
   * Makes a fresh object of the learner's.
   *
   * @param contract the name of the interface that it implements
   * @return the number to call it by
   */
  int newInstance(String contract);

  /** What the learner's code has printed since this was asked last, cut to a few thousand signs. */
  String printed();
}
