// Keeps memory outside of the heap.
static void attack(double[] x) throws Exception {
  List<java.nio.ByteBuffer> all = new ArrayList<>();
  while (true) {
    all.add(java.nio.ByteBuffer.allocateDirect(1 << 20));
  }
}

// The allowed twin: uses a little of it.
static void attack(double[] x) throws Exception {
  answer = java.nio.ByteBuffer.allocateDirect(1 << 10).capacity();
}
