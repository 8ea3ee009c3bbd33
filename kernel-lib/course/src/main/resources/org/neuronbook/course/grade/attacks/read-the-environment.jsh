// Looks for secrets in the environment.
static void attack(double[] x) throws Exception {
  answer = System.getenv().keySet().stream().filter(name -> name.matches(".*(TOKEN|KEY|SECRET|SEED).*")).count();
}

// The allowed twin: reads a variable that need not be there.
static void attack(double[] x) throws Exception {
  answer = String.valueOf(System.getenv("LANG")).length();
}
