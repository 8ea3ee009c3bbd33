// Ends the process without its hooks.
static void attack(double[] x) throws Exception {
  Runtime.getRuntime().halt(0);
}

// The allowed twin: asks for the processors.
static void attack(double[] x) throws Exception {
  answer = Runtime.getRuntime().availableProcessors();
}
