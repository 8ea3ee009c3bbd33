// Goes on writing into what it returned and into what it was given.
class Attack implements Ex00_1Centre {

  public double[] centre(double[] x) {
    double[] answer = x.clone();
    new Thread(() -> {
      while (true) {
        for (int i = 0; i < x.length; i++) {
          answer[i]++;
        }
      }
    }).start();
    return answer;
  }
}

// The allowed twin: lets a thread compute and waits for it.
class Attack implements Ex00_1Centre {

  public double[] centre(double[] x) {
    double[] answer = x.clone();
    Thread thread = new Thread(() -> {
      double mean = Arrays.stream(x).average().orElse(0);
      for (int i = 0; i < x.length; i++) {
        answer[i] = x[i] - mean;
      }
    });
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return answer;
  }
}
