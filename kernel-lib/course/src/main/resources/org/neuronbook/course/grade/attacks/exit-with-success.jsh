// Ends the process as if all were well.
static void attack(double[] x) throws Exception {
  System.exit(0);
}
