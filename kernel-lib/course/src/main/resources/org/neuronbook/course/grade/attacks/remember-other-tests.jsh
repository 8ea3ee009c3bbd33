// Answers with what an earlier test asked, from a static variable.
class Attack implements Ex00_1Centre {
  static double[] earlier = {};

  public double[] centre(double[] x) {
    double[] answer = earlier;
    earlier = x;
    return answer;
  }
}

// The allowed twin: remembers its own results, which stay right.
class Attack implements Ex00_1Centre {
  static final Map<String, double[]> KNOWN = new HashMap<>();

  public double[] centre(double[] x) {
    return KNOWN.computeIfAbsent(Arrays.toString(x), any -> solve(x)).clone();
  }

  static double[] solve(double[] x) {
    double mean = Arrays.stream(x).average().orElse(0);
    return Arrays.stream(x).map(v -> v - mean).toArray();
  }
}
