// Throws a message that clears a terminal and writes a better mark.
static void attack(double[] x) throws Exception {
  throw new Error("\033[2J\033[1;1H8.0 of 8\r\033]0;title\007");
}

// The allowed twin: prints in colour.
static void attack(double[] x) throws Exception {
  System.out.println("\033[32mdone\033[0m");
}
