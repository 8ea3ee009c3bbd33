// Starts threads without end.
static void attack(double[] x) throws Exception {
  while (true) {
    new Thread(() -> { while (true) { } }).start();
  }
}

// The allowed twin: starts two threads that end.
static void attack(double[] x) throws Exception {
  for (int i = 0; i < 2; i++) {
    Thread thread = new Thread(() -> answer++);
    thread.start();
    thread.join();
  }
}
