// Makes classes without end.
static void attack(double[] x) throws Exception {
  List<Object> all = new ArrayList<>();
  while (true) {
    var loader = new ClassLoader() {};
    all.add(java.lang.reflect.Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null));
  }
}

// The allowed twin: makes one.
static void attack(double[] x) throws Exception {
  Runnable made = (Runnable) java.lang.reflect.Proxy.newProxyInstance(Runnable.class.getClassLoader(), new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null);
  made.run();
}
