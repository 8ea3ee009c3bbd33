// Closes the standard output.
static void attack(double[] x) throws Exception {
  new FileOutputStream(FileDescriptor.out).close();
}
