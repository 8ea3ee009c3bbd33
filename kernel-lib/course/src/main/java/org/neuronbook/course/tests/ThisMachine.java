package org.neuronbook.course.tests;

import java.util.List;
import org.neuronbook.course.Program;

/** The machine that this runs on. */
public final class ThisMachine implements SystemTools.Machine {
  @Override
  public List<Tool> missing() {
    return Tool.of(System.getProperty("os.name")).stream()
        .filter(tool -> tool.find().isEmpty())
        .toList();
  }

  @Override
  public boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  @Override
  public boolean hasAptGet() {
    return new Tool("apt-get", "", "apt", List.of("apt-get"), List.of()).find().isPresent();
  }

  @Override
  public Program.Result run(Program program) {
    return program.run();
  }
}
