// Ends the process as if all were well.
static void attack(double[] x) throws Exception {
  System.exit(0);
}

// The allowed twin: asks when the process began.
static void attack(double[] x) throws Exception {
  answer = ProcessHandle.current().pid();
}
