// Solves a contract of its own with the same name.
// The compiler may refuse it.
interface Ex00_1Centre { default double[] centre(double[] x) { return new double[] {-2, -1, 3}; } }
class Attack implements Ex00_1Centre {}

// The allowed twin: extends the contract.
interface Mine extends Ex00_1Centre {}
class Attack implements Mine, Ex00_1Centre {
  public double[] centre(double[] x) {
    double mean = Arrays.stream(x).average().orElse(0);
    return Arrays.stream(x).map(v -> v - mean).toArray();
  }
}
