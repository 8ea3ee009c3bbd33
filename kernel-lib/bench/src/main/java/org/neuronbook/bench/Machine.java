package org.neuronbook.bench;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.neuronbook.compute.Compute;

/** What the numbers were measured on. */
record Machine(String name, String jdk, String collector, String engine, int threads) {

  static Machine here() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        "%s, %d processors, %s %s"
            .formatted(
                processor(),
                runtime.availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch")),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "))
            + ", heap up to "
            + (runtime.maxMemory() >> 20)
            + " MB",
        Compute.description(),
        Compute.threads());
  }

  /** The name that Linux knows the processor by; other systems have no file for it. */
  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unnamed processor");
    } catch (IOException elsewhere) {
      return "unnamed processor";
    }
  }
}
