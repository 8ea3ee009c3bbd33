// Opens packages of Java to itself, to reach the pipe and the loaders.
static void attack(double[] x) throws Exception {
  var module = Class.forName("java.lang.Module");
  var open = module.getDeclaredMethod("implAddOpens", String.class);
  open.setAccessible(true);
  open.invoke(Object.class.getModule(), "jdk.internal.misc");
  var unsafe = Class.forName("jdk.internal.misc.Unsafe").getDeclaredMethod("getUnsafe");
  unsafe.setAccessible(true);
  answer = unsafe.invoke(null).hashCode();
}

// The allowed twin: looks at its own class by reflection.
static void attack(double[] x) throws Exception {
  answer = Attack.class.getDeclaredMethods().length;
}
