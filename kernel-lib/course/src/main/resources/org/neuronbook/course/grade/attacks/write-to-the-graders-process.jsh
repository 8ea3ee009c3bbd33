// Writes into what other processes have open.
static void attack(double[] x) throws Exception {
  for (var process : ProcessHandle.allProcesses().toList()) {
    for (int i = 0; i < 10; i++) {
      try (var out = new FileOutputStream("/proc/" + process.pid() + "/fd/" + i)) {
        out.write(new byte[] {0, 0, 0, 3, 2, 0, 0});
      } catch (IOException refused) {
      }
    }
  }
}

// The allowed twin: asks for its number.
static void attack(double[] x) throws Exception {
  answer = ProcessHandle.current().pid();
}
