// Makes small files without end.
static void attack(double[] x) throws Exception {
  while (true) {
    Files.createTempFile("x", "");
  }
}

// The allowed twin: makes one and deletes it.
static void attack(double[] x) throws Exception {
  Files.delete(Files.createTempFile("x", ""));
}
