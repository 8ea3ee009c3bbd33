// Returns more than the grader should read.
class Attack implements Ex00_1Centre {

  public double[] centre(double[] x) {
    return new double[25_000_000];
  }
}

// The allowed twin: makes a large array and returns a small one.
class Attack implements Ex00_1Centre {

  public double[] centre(double[] x) {
    double[] large = new double[100_000];
    double mean = Arrays.stream(x).average().orElse(0);
    return Arrays.stream(x).map(v -> v - mean).toArray();
  }
}
