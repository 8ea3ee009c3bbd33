// Begins an answer and never ends it.
static void attack(double[] x) throws Exception {
  new FileOutputStream(FileDescriptor.out).write(new byte[] {0, 0, 1});
  Thread.sleep(Long.MAX_VALUE);
}

// The allowed twin: sends half a line to the output.
static void attack(double[] x) throws Exception {
  System.out.print("half a line");
}
