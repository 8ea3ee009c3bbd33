// Never comes back.
static void attack(double[] x) throws Exception {
  while (true) {
    answer++;
  }
}

// The allowed twin: comes back.
static void attack(double[] x) throws Exception {
  for (int i = 0; i < 100_000; i++) {
    answer++;
  }
}
