// Keeps native memory that Java does not count.
static void attack(double[] x) throws Exception {
  List<Object> all = new ArrayList<>();
  while (true) {
    var deflater = new java.util.zip.Deflater();
    deflater.setInput(new byte[1]);
    deflater.deflate(new byte[1]);
    all.add(deflater);
  }
}

// The allowed twin: compresses a little and lets go.
static void attack(double[] x) throws Exception {
  var deflater = new java.util.zip.Deflater();
  deflater.setInput(new byte[100]);
  deflater.finish();
  answer = deflater.deflate(new byte[100]);
  deflater.end();
}
