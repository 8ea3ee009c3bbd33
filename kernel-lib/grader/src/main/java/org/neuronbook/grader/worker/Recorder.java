package org.neuronbook.grader.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Stands where JShell expects the machine that runs the snippets, and writes down the orders. */
final class Recorder implements ExecutionControl, ExecutionControlProvider {
  private final List<Program.Step> steps = new ArrayList<>();
  private int cell;

  List<Program.Step> steps() {
    return steps;
  }

  /** What comes next belongs to this cell. */
  void in(int number) {
    cell = number;
  }

  @Override
  public String name() {
    return "recorder";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
    return this;
  }

  @Override
  public void load(ClassBytecodes[] classes) {
    var files =
        Arrays.stream(classes)
            .map(file -> new Program.ClassFile(file.name(), file.bytecodes()))
            .toList();
    steps.add(new Program.Step(cell, files, ""));
  }

  @Override
  public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
    // JShell then declares the changed class under a new name, as it does in a kernel.
    throw new NotImplementedException("redefine");
  }

  @Override
  public String invoke(String className, String methodName) {
    steps.add(new Program.Step(cell, List.of(), className));
    return "";
  }

  @Override
  public String varValue(String className, String varName) {
    return "";
  }

  @Override
  public void addToClasspath(String path) {}

  @Override
  public Object extensionCommand(String command, Object argument) throws NotImplementedException {
    throw new NotImplementedException(command);
  }

  @Override
  public void stop() {}

  @Override
  public void close() {}
}
