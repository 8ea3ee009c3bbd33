// Starts processes without end, which outlive it.
static void attack(double[] x) throws Exception {
  while (true) {
    new ProcessBuilder("/bin/sleep", "600").start();
  }
}

// The allowed twin: asks for its own process.
static void attack(double[] x) throws Exception {
  answer = ProcessHandle.current().pid();
}
