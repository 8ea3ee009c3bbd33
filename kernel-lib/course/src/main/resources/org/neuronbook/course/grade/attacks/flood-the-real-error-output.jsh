// Writes to the file descriptor without end.
static void attack(double[] x) throws Exception {
  var errors = new FileOutputStream(FileDescriptor.err);
  while (true) {
    errors.write(new byte[1 << 16]);
  }
}

// The allowed twin: prints a line of errors.
static void attack(double[] x) throws Exception {
  System.err.println("a line");
}
