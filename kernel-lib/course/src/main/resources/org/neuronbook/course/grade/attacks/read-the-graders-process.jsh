// Reads memory, arguments and open files of every process.
static void attack(double[] x) throws Exception {
  try (var all = Files.list(Path.of("/proc"))) {
    for (Path process : all.filter(each -> each.getFileName().toString().matches("[0-9]+")).toList()) {
      for (String part : List.of("environ", "cmdline", "maps", "mem", "fd/0", "root/etc/shadow")) {
        try (var in = Files.newInputStream(process.resolve(part))) {
          answer += in.readNBytes(1 << 16).length;
        } catch (IOException refused) {
        }
      }
    }
  }
}

// The allowed twin: reads how much memory it has itself.
static void attack(double[] x) throws Exception {
  answer = Files.readString(Path.of("/proc/self/statm")).length();
}
