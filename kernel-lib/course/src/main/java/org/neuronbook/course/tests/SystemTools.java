package org.neuronbook.course.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.neuronbook.course.Program;

/**
 * Installs the tools that tests need where that can be done without asking: as root, on a system
 * with apt-get.
 */
public final class SystemTools {

  /** What this needs to know of a machine, so that tests can tell of other machines. */
  public interface Machine {
    List<Tool> missing();

    boolean root();

    boolean hasAptGet();

    Program.Result run(Program program);
  }

  private final Machine machine;
  private final Program template;
  private final Consumer<String> say;

  public SystemTools(Machine machine, Program template, Consumer<String> say) {
    this.machine = machine;
    this.template = template;
    this.say = say;
  }

  /**
   * Installs what is missing, or says what to type. Tests that need a tool fail by themselves where
   * it stays missing.
   */
  public void provide() {
    List<Tool> missing = machine.missing();
    if (missing.isEmpty()) {
      return;
    }
    String names = missing.stream().map(Tool::name).collect(Collectors.joining(" and "));
    if (!machine.hasAptGet() || !machine.root()) {
      say.accept("Some tests need " + names + " and will fail without. To install:");
      missing.forEach(tool -> say.accept("  " + tool.remedy()));
      return;
    }
    say.accept(
        "Tests need " + names + ": installing with apt-get, as root on this Debian-like system.");
    Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
    Program.Result update =
        machine.run(template.with(List.of("apt-get", "update", "-q")).with(quiet));
    List<String> words =
        new ArrayList<>(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends"));
    missing.forEach(tool -> words.add(tool.debianPackage()));
    Program.Result install = machine.run(template.with(words).with(quiet));
    if (install.succeeded()) {
      say.accept("Installed " + names + ".");
    } else {
      say.accept("apt-get could not install " + names + "; tests that need it will fail. It said:");
      say.accept((update.succeeded() ? install : update).tail(4));
    }
  }
}
