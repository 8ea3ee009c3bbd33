// Reads what the grader says to its process.
static void attack(double[] x) throws Exception {
  var pipe = new FileInputStream(FileDescriptor.in);
  while (true) {
    answer += pipe.read();
  }
}

// The allowed twin: reads from memory.
static void attack(double[] x) throws Exception {
  answer = new ByteArrayInputStream(new byte[9]).read();
}
