// Writes noise onto the pipe without end.
static void attack(double[] x) throws Exception {
  var pipe = new FileOutputStream(FileDescriptor.out);
  var noise = new byte[1 << 16];
  while (true) {
    new Random().nextBytes(noise);
    pipe.write(noise);
  }
}

// The allowed twin: makes noise and keeps it.
static void attack(double[] x) throws Exception {
  new Random(1).nextBytes(new byte[1 << 16]);
}
