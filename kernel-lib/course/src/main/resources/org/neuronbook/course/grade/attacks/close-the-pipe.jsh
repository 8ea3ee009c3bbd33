// Closes the standard output.
static void attack(double[] x) throws Exception {
  new FileOutputStream(FileDescriptor.out).close();
}

// The allowed twin: closes a stream of its own.
static void attack(double[] x) throws Exception {
  new ByteArrayOutputStream().close();
}
