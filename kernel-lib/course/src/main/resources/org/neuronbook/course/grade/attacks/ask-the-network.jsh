// Asks somebody outside for the answer.
static void attack(double[] x) throws Exception {
  try (var socket = new java.net.Socket()) {
    socket.connect(new java.net.InetSocketAddress("192.0.2.1", 80), 500);
    answer = socket.getInputStream().read();
  }
}

// The allowed twin: makes an address without asking anybody.
static void attack(double[] x) throws Exception {
  answer = java.net.InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}).getAddress().length;
}
