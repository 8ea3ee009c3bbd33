// Changes what later tests in its process rely on.
static void attack(double[] x) throws Exception {
  Locale.setDefault(Locale.forLanguageTag("ar-EG"));
  TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
  Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> Runtime.getRuntime().halt(0));
  Thread.currentThread().setContextClassLoader(null);
  System.setProperties(new Properties());
}

// The allowed twin: reads them.
static void attack(double[] x) throws Exception {
  answer = Locale.getDefault().toString().length() + TimeZone.getDefault().getID().length();
}
