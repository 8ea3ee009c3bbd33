// Threads call the grader back at once, and go on when the call has ended.
class Attack extends Pretended {
  public void addAll(Tally tally, double[] numbers) {
    for (int i = 0; i < 4; i++) {
      var thread = new Thread(() -> {
        while (true) {
          tally.add(1);
        }
      });
      thread.setDaemon(true);
      thread.start();
    }
  }
}

// The allowed twin: one thread calls back, and is waited for.
class Attack extends Solved {
  public void addAll(Tally tally, double[] numbers) {
    var thread = new Thread(() -> super.addAll(tally, numbers));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
