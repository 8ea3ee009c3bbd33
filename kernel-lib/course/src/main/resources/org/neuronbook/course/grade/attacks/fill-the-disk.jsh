// Writes a file without end.
static void attack(double[] x) throws Exception {
  try (var file = Files.newOutputStream(Files.createTempFile("x", ""))) {
    while (true) {
      file.write(new byte[1 << 20]);
    }
  }
}

// The allowed twin: writes and deletes a small file.
static void attack(double[] x) throws Exception {
  Path file = Files.createTempFile("x", "");
  Files.write(file, new byte[1 << 10]);
  Files.delete(file);
}
