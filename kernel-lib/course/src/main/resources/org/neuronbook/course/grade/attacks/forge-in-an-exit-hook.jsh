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

// The allowed twin: adds a hook that does nothing, and takes it away.
static void attack(double[] x) throws Exception {
  Thread hook = new Thread(() -> answer++);
  Runtime.getRuntime().addShutdownHook(hook);
  Runtime.getRuntime().removeShutdownHook(hook);
}
