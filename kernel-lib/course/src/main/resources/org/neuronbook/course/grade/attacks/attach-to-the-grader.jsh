// Attaches to every Java that it sees.
static void attack(double[] x) throws Exception {
  var machine = Class.forName("com.sun.tools.attach.VirtualMachine");
  for (var process : ProcessHandle.allProcesses().toList()) {
    try {
      Object attached = machine.getMethod("attach", String.class).invoke(null, "" + process.pid());
      machine.getMethod("loadAgent", String.class).invoke(attached, "/tmp/agent.jar");
    } catch (ReflectiveOperationException refused) {
      answer++;
    }
  }
}

// The allowed twin: counts the processes that it sees.
static void attack(double[] x) throws Exception {
  answer = ProcessHandle.allProcesses().count();
}
