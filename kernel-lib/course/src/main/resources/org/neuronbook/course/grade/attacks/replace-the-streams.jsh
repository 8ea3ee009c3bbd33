// Puts streams of its own in the place of the standard streams.
static void attack(double[] x) throws Exception {
  System.setIn(InputStream.nullInputStream());
  System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out)));
  System.setErr(System.out);
  System.out.print("\0\0\0\3\2\0\0");
  System.out.flush();
}

// The allowed twin: prints into memory.
static void attack(double[] x) throws Exception {
  new PrintStream(new ByteArrayOutputStream()).print("text");
}
