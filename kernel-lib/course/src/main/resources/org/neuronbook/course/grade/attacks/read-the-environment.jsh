// Looks for secrets in the environment.
static void attack(double[] x) throws Exception {
  answer = System.getenv().keySet().stream().filter(name -> name.matches(".*(TOKEN|KEY|SECRET|SEED).*")).count();
}
