// Keeps the compiler busy with choices of types.
// The compiler may refuse it.
static <T> T choose(T a, T b) { return a; }
static void attack(double[] x) throws Exception {
  Object any =
// repeat 40: choose(1, choose("", 
  null
// repeat 40: ))
  ;
}

// The allowed twin: makes one such choice.
static <T> T choose(T a, T b) { return a; }
static void attack(double[] x) throws Exception {
  Object any = choose(1, choose("", null));
}
