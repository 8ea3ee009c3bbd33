// Calls itself without end.
static void attack(double[] x) throws Exception {
  attack(x);
}
