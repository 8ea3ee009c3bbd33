// Waits without using the processor.
static void attack(double[] x) throws Exception {
  while (true) {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException again) {
    }
  }
}
