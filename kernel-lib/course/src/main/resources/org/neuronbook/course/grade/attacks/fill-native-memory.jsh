// Keeps memory outside of the heap.
static void attack(double[] x) throws Exception {
  List<java.nio.ByteBuffer> all = new ArrayList<>();
  while (true) {
    all.add(java.nio.ByteBuffer.allocateDirect(1 << 20));
  }
}
