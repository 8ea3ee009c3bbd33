// Waits for somebody outside to connect.
static void attack(double[] x) throws Exception {
  List<Object> all = new ArrayList<>();
  while (true) {
    all.add(new java.net.ServerSocket(0));
  }
}

// The allowed twin: makes a socket and binds it to nothing.
static void attack(double[] x) throws Exception {
  new java.net.ServerSocket().close();
}
