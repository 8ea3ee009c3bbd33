// Keeps the compiler busy with brackets in brackets.
// The compiler may refuse it.
static void attack(double[] x) throws Exception {
  answer =
// repeat 20000: (
  1
// repeat 20000: )
  ;
}

// The allowed twin: a few brackets.
static void attack(double[] x) throws Exception {
  answer =
// repeat 20: (
  1
// repeat 20: )
  ;
}
