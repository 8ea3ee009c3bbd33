// Keeps the locks that its process needs to answer.
static void attack(double[] x) throws Exception {
  for (Object lock : List.of(System.out, System.err, System.in, Class.class, Runtime.getRuntime())) {
    new Thread(() -> {
      synchronized (lock) {
        try {
          Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
        }
      }
    }).start();
  }
  Thread.sleep(50);
  System.out.println("blocked");
}

// The allowed twin: holds a lock of its own.
static void attack(double[] x) throws Exception {
  synchronized (new Object()) {
    answer++;
  }
}
