// Waits without using the processor.
static void attack(double[] x) throws Exception {
  while (true) {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException again) {
    }
  }
}

// The allowed twin: sleeps for a millisecond.
static void attack(double[] x) throws Exception {
  Thread.sleep(1);
}
