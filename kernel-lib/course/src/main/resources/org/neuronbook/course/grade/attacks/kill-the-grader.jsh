// Ends the processes that it can see.
static void attack(double[] x) throws Exception {
  ProcessHandle.allProcesses().forEach(ProcessHandle::destroyForcibly);
}
