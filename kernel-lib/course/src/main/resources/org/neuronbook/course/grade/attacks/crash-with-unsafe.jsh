// Writes to address 0.
static void attack(double[] x) throws Exception {
  var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
  field.setAccessible(true);
  Object unsafe = field.get(null);
  unsafe.getClass().getMethod("putAddress", long.class, long.class).invoke(unsafe, 0L, 0L);
}

// The allowed twin: writes into an array by reflection.
static void attack(double[] x) throws Exception {
  java.lang.reflect.Array.setLong(new long[1], 0, 0L);
}
