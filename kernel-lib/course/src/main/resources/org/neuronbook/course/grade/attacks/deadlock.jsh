// Waits for a thread that waits for it.
static void attack(double[] x) throws Exception {
  Thread here = Thread.currentThread();
  var other = new Thread(() -> { try { here.join(); } catch (InterruptedException e) { } });
  other.start();
  other.join();
}

// The allowed twin: waits for a thread that ends.
static void attack(double[] x) throws Exception {
  var other = new Thread(() -> answer++);
  other.start();
  other.join();
}
