// Throws exceptions that cause each other, with traces without end.
static void attack(double[] x) throws Exception {
  Error first = new Error("first");
  Error second = new Error("second", first);
  first.initCause(second);
  first.addSuppressed(second);
  var trace = new StackTraceElement[1_000_000];
  Arrays.fill(trace, new StackTraceElement("org.neuronbook.grader.Engine", "run", "Engine.java", 1));
  first.setStackTrace(trace);
  throw first;
}

// The allowed twin: chains two exceptions.
static void attack(double[] x) throws Exception {
  answer = new Error("second", new Error("first")).getCause().getMessage().length();
}
