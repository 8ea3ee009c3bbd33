// Ends the process without its hooks.
static void attack(double[] x) throws Exception {
  Runtime.getRuntime().halt(0);
}
