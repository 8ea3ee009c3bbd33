// Keeps memory until none is left.
static void attack(double[] x) throws Exception {
  List<long[]> all = new ArrayList<>();
  while (true) {
    all.add(new long[1_000_000]);
  }
}

// The allowed twin: uses some megabytes.
static void attack(double[] x) throws Exception {
  answer = new long[1_000_000].length;
}
