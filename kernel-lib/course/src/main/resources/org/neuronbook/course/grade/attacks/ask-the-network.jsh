// Asks somebody outside for the answer.
static void attack(double[] x) throws Exception {
  try (var socket = new java.net.Socket()) {
    socket.connect(new java.net.InetSocketAddress("192.0.2.1", 80), 500);
    answer = socket.getInputStream().read();
  }
}
