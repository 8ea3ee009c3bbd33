package org.neuronbook.course.kernelbench;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Jupyter;
import org.neuronbook.course.setup.Kernelspec;
import org.neuronbook.kernel.install.KernelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures our kernel beside Python's and beside stock JJava. */
@Command(
    name = "kernel",
    description = {
      "Measures the kernel, on each JDK that is installed, beside Python's and JJava, in turn, in one run.",
      "Start to first result, 1 + 1, 20,000 printed lines, memory; and what a learner notices."
    })
public final class KernelBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Starts of each kernel (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--cells",
      paramLabel = "N",
      defaultValue = "40",
      description = "Times that 1 + 1 is run in each (default: ${DEFAULT-VALUE}).")
  private int cells;

  @Option(
      names = "--write",
      paramLabel = "FOLDER",
      hidden = true,
      description = "Only writes the kernel's folder for the Java that runs this.")
  private Path write;

  @Override
  public Integer call() throws IOException {
    Project project = Project.here();
    PrintWriter out = spec.commandLine().getOut();
    if (write != null) {
      new Kernelspec(project, write).write(line -> {});
      return 0;
    }
    if (rounds < 1 || cells < 1) {
      throw new CourseException("--rounds and --cells count from 1.", "");
    }
    Jupyter.prepare(project, out::println);
    List<Map<String, Object>> kernels = new ArrayList<>();
    String python = project.python("python").toString();
    kernels.add(
        contender(
            "ipykernel",
            "python",
            List.of(python, "-m", "ipykernel_launcher", "-f", "{connection_file}"),
            "signal"));
    kernels.add(stock(project));
    for (Map.Entry<Integer, Path> jdk : jdks().entrySet()) {
      kernels.add(ours(project, jdk.getKey(), jdk.getValue()));
    }
    Path script = scratch(project).resolve("kernel_bench.py");
    Path task = scratch(project).resolve("task.json");
    try (InputStream source = KernelBenchCommand.class.getResourceAsStream("kernel_bench.py")) {
      Files.write(script, source.readAllBytes());
    }
    Files.writeString(
        task, new Gson().toJson(Map.of("rounds", rounds, "cells", cells, "kernels", kernels)));
    int exit =
        Program.of(project.root(), python, "-u", script, task)
            .with(Jupyter.variables(project))
            .run(out::println)
            .exit();
    if (exit != 0) {
      throw new CourseException(
          "The measurement ended with code " + exit + "; what it said stands above.",
          "./course doctor looks for causes.");
    }
    return 0;
  }

  private static Path scratch(Project project) throws IOException {
    return Files.createDirectories(project.cache().resolve("kernel-bench"));
  }

  private static Map<String, Object> contender(
      String name, String language, List<String> command, String interrupt) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", name);
    all.put("language", language);
    all.put("argv", command);
    all.put("interrupt", interrupt);
    return all;
  }

  private static Map<String, Object> stock(Project project) throws IOException {
    Path folder = project.venv().resolve("share/jupyter/kernels/java");
    var spec = JsonParser.parseString(read(folder.resolve("kernel.json"))).getAsJsonObject();
    String interrupt =
        spec.has("interrupt_mode") ? spec.get("interrupt_mode").getAsString() : "signal";
    List<String> command =
        words(spec.getAsJsonArray("argv")).stream()
            .map(word -> word.replace("{resource_dir}", folder.toString()))
            .toList();
    return contender("JJava", "java", command, interrupt);
  }

  /** Our kernel on another JDK: that JDK writes its folder, so that it has its own archive. */
  private static Map<String, Object> ours(Project project, int version, Path home)
      throws IOException {
    Path folder = scratch(project).resolve("jdk-" + version);
    Program.Result written =
        Program.of(
                project.root(),
                home.resolve("bin").resolve(KernelFolder.java().getFileName()),
                "-Dneuronbook.root=" + project.root(),
                "-cp",
                project.jars() + "/*",
                "org.neuronbook.course.cli.CourseMain",
                "bench",
                "kernel",
                "--write",
                folder)
            .run();
    if (!written.succeeded()) {
      throw new CourseException(
          "No kernel could be made for the JDK in " + home + ":\n" + written.tail(5), "");
    }
    var spec = JsonParser.parseString(read(folder.resolve("kernel.json"))).getAsJsonObject();
    return contender(
        "Neuronbook, JDK " + version, "java", words(spec.getAsJsonArray("argv")), "message");
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static List<String> words(JsonArray array) {
    return array.asList().stream().map(word -> word.getAsString()).toList();
  }

  /** The JDK that runs this, and those that lie beside it, by version. */
  static Map<Integer, Path> jdks() throws IOException {
    Map<Integer, Path> found = new TreeMap<>();
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> beside = Files.list(own.getParent())) {
      for (Path home : beside.sorted().toList()) {
        Path release = home.resolve("release");
        if (Files.exists(home.resolve("lib/ct.sym")) && Files.isReadable(release)) {
          Files.readString(release)
              .lines()
              .filter(line -> line.matches("JAVA_VERSION=\"\\d+.*\""))
              .map(line -> Integer.valueOf(line.replaceAll("\\D*(\\d+).*", "$1")))
              .filter(version -> version >= 17)
              .forEach(version -> found.putIfAbsent(version, home));
        }
      }
    }
    found.put(Runtime.version().feature(), own);
    return found;
  }
}
