package org.neuronbook.course.doctor;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neuronbook.course.Program;
import org.neuronbook.course.setup.Python;
import org.neuronbook.course.tests.Tool;

/** A Linux machine on which all is well, until a test takes something away. */
final class PretendedMachine implements Machine {
  final Map<String, String> variables = new HashMap<>();
  final Map<Path, String> files = new HashMap<>();
  final Set<Path> readOnly = new HashSet<>();
  final Set<String> modules = new HashSet<>(Set.of("jdk.compiler", "jdk.jshell"));
  final Map<String, String> pythons = new HashMap<>(Map.of("python3", "python 3 11 1 0"));
  final Set<Tool> tools = new HashSet<>(Set.of(Tool.BUBBLEWRAP, Tool.CHROMIUM));
  final Set<Integer> taken = new HashSet<>();
  String operatingSystem = "Linux";
  String javaVersion = "21.0.5";
  String drawingError = "";
  Program.Result products = new Program.Result(0, List.of("Java Vector API, 2 threads, float64"));
  boolean root;
  boolean uv;
  boolean loopbackUp = true;
  boolean outsideUp = true;
  boolean namespacesAllowed = true;

  @Override
  public String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  @Override
  public String operatingSystem() {
    return operatingSystem;
  }

  @Override
  public Path home() {
    return Path.of("home", "mei");
  }

  @Override
  public boolean root() {
    return root;
  }

  @Override
  public String javaVersion() {
    return javaVersion;
  }

  @Override
  public boolean hasModule(String name) {
    return modules.contains(name);
  }

  @Override
  public boolean writable(Path folder) {
    return !readOnly.contains(folder);
  }

  @Override
  public boolean exists(Path file) {
    return files.containsKey(file);
  }

  @Override
  public String read(Path file) {
    return files.getOrDefault(file, "");
  }

  @Override
  public Program.Result run(List<String> words) {
    String program = words.get(0);
    if (program.equals("uv")) {
      return new Program.Result(uv ? 0 : 127, List.of());
    }
    if (Python.NAMES.stream().anyMatch(name -> name.get(0).equals(program))) {
      String answer = pythons.get(program);
      return answer == null
          ? new Program.Result(127, List.of("not found"))
          : new Program.Result(0, List.of(answer));
    }
    return namespacesAllowed
        ? new Program.Result(0, List.of())
        : new Program.Result(1, List.of("bwrap: No permissions to create new namespace"));
  }

  @Override
  public Optional<Path> find(Tool tool) {
    return tools.contains(tool)
        ? Optional.of(Path.of("/usr/bin", tool.programs().get(0)))
        : Optional.empty();
  }

  @Override
  public boolean portFree(int port) {
    return !taken.contains(port);
  }

  @Override
  public boolean loopbackUp() {
    return loopbackUp;
  }

  @Override
  public boolean outsideUp() {
    return outsideUp;
  }

  @Override
  public Program.Result products() {
    return products;
  }

  @Override
  public String drawText() {
    return drawingError;
  }
}
