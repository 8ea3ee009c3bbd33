// Prints without end.
static void attack(double[] x) throws Exception {
  while (true) {
    System.out.println("x".repeat(10_000));
  }
}
