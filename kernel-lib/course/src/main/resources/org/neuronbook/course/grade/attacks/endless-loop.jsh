// Never comes back.
static void attack(double[] x) throws Exception {
  while (true) {
    answer++;
  }
}
