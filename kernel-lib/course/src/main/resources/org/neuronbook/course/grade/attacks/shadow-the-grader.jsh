// Declares classes with names of the grader and of JUnit.
// The compiler may refuse it.
class Expect { static void that(Object any) {} }
class Assertions { static void assertEquals(Object a, Object b) {} }
class Attack implements Ex00_1Centre {

  public double[] centre(double[] x) {
    Expect.that(x);
    return x.clone();
  }
}

// The allowed twin: declares a class of its own.
class Mean { static double of(double[] x) { return Arrays.stream(x).average().orElse(0); } }
class Attack implements Ex00_1Centre {

  public double[] centre(double[] x) {
    double mean = Mean.of(x);
    return Arrays.stream(x).map(v -> v - mean).toArray();
  }
}
