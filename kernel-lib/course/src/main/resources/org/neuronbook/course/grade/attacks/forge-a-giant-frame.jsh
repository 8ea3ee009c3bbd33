// Announces two thousand million bytes.
static void attack(double[] x) throws Exception {
  var pipe = new FileOutputStream(FileDescriptor.out);
  pipe.write(new byte[] {127, -1, -1, -1, 2, 1, 127, -1, -1, -1});
}

// The allowed twin: writes numbers into memory.
static void attack(double[] x) throws Exception {
  new DataOutputStream(new ByteArrayOutputStream()).writeInt(Integer.MAX_VALUE);
}
