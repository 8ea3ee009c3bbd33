// Ends the processes that it can see.
static void attack(double[] x) throws Exception {
  ProcessHandle.allProcesses().forEach(ProcessHandle::destroyForcibly);
}

// The allowed twin: asks whether it is alive.
static void attack(double[] x) throws Exception {
  if (!ProcessHandle.current().isAlive()) {
    throw new IllegalStateException();
  }
}
