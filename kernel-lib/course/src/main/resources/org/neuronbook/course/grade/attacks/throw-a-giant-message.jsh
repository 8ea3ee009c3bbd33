// Throws an exception with a message of a hundred million signs.
static void attack(double[] x) throws Exception {
  throw new Error("x".repeat(50_000_000));
}

// The allowed twin: makes a long text.
static void attack(double[] x) throws Exception {
  answer = "x".repeat(100_000).length();
}
