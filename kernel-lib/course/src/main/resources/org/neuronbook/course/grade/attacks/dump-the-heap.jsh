// Writes all objects of its process into a file and looks for the tests.
static void attack(double[] x) throws Exception {
  Path dump = Path.of("/tmp/dump" + System.nanoTime() + ".hprof");
  var bean = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
  var factory = Class.forName("java.lang.management.ManagementFactory");
  Object diagnostic = factory.getMethod("getPlatformMXBean", Class.class).invoke(null, bean);
  bean.getMethod("dumpHeap", String.class, boolean.class).invoke(diagnostic, dump.toString(), true);
  answer = new String(Files.readAllBytes(dump), "ISO-8859-1").indexOf("CentreTest");
}

// The allowed twin: asks how much memory is used.
static void attack(double[] x) throws Exception {
  answer = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
}
