// Looks for test sources, class files and seeds on the disk.
static void attack(double[] x) throws Exception {
  try (var files = Files.walk(Path.of("/"), 6)) {
    answer = files.filter(file -> file.toString().matches(".*(CentreTest|CentreSolutions|seed[.]txt).*")).count();
  }
}

// The allowed twin: looks at its own folder.
static void attack(double[] x) throws Exception {
  answer = Path.of("").toAbsolutePath().getNameCount();
}
