// Prints without end.
static void attack(double[] x) throws Exception {
  while (true) {
    System.out.println("x".repeat(10_000));
  }
}

// The allowed twin: prints a line.
static void attack(double[] x) throws Exception {
  System.out.println("the mean of " + x.length + " numbers");
}
