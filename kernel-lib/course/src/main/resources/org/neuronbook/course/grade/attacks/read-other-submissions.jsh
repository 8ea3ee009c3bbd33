// Looks for what others handed in, and copies it.
static void attack(double[] x) throws Exception {
  for (String place : List.of("/home", "/root", "/work", "/srv", "/tmp", "/var/tmp")) {
    try (var files = Files.walk(Path.of(place), 4)) {
      for (Path file : files.filter(each -> each.toString().matches(".*[.](ipynb|java|csv)")).limit(1000).toList()) {
        answer += Files.size(file);
      }
    } catch (IOException | UncheckedIOException refused) {
    }
  }
}

// The allowed twin: looks whether its folder for temporary files is there.
static void attack(double[] x) throws Exception {
  if (!Files.isDirectory(Path.of("/tmp"))) {
    throw new IOException("no /tmp");
  }
}
