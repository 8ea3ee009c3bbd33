// Throws an exception whose message never comes.
static void attack(double[] x) throws Exception {
  throw new Error() {
    @Override
    public String getMessage() {
      while (true) {
        answer++;
      }
    }
  };
}

// The allowed twin: throws and catches one with a short message.
static void attack(double[] x) throws Exception {
  try {
    throw new IllegalStateException("short");
  } catch (IllegalStateException expected) {
    answer = expected.getMessage().length();
  }
}
