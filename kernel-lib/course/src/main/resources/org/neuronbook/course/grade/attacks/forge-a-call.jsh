// Calls an object of the grader that it was never given.
static void attack(double[] x) throws Exception {
  var pipe = new FileOutputStream(FileDescriptor.out);
  pipe.write(new byte[] {0, 0, 0, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0});
}

// The allowed twin: writes bytes into memory.
static void attack(double[] x) throws Exception {
  new ByteArrayOutputStream().write(new byte[] {0, 0, 0, 9, 1});
}
