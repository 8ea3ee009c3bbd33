// Throws what JUnit takes for an aborted test, and what the grader takes for its own.
static void attack(double[] x) throws Exception {
  throw new org.neuronbook.grader.Mismatch(null, "passed");
}

// The allowed twin: throws and catches an exception of its own.
static void attack(double[] x) throws Exception {
  try {
    throw new IllegalStateException("passed");
  } catch (IllegalStateException expected) {
    answer++;
  }
}
