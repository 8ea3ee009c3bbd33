// Calls itself without end.
static void attack(double[] x) throws Exception {
  attack(x);
}

// The allowed twin: calls itself a hundred times.
static void attack(double[] x) throws Exception {
  if (answer++ % 100 != 99) {
    attack(x);
  }
}
