// Is longer than a method may be.
// The compiler may refuse it.
static void attack(double[] x) throws Exception {
// repeat 30000: answer++; 
}

// The allowed twin: is long, but not too long.
static void attack(double[] x) throws Exception {
// repeat 300: answer++; 
}
