// Writes an answer of its own onto the pipe.
static void attack(double[] x) throws Exception {
  var pipe = new FileOutputStream(FileDescriptor.out);
  // A return of an array of no numbers, with an argument that did not change.
  pipe.write(new byte[] {0, 0, 0, 7, 2, 1, 0, 0, 0, 0, 0});
}

// The allowed twin: prints what looks like a frame.
static void attack(double[] x) throws Exception {
  System.out.write(new byte[] {0, 0, 0, 7, 2, 1, 0, 0, 0, 0, 0});
  System.out.flush();
}
