package org.neuronbook.course.kernel;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.Jdk;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Jupyter;
import org.neuronbook.course.setup.PythonEnvironment;

/**
 * Runs the tests in {@code src/test/python}, which drive real kernels through {@code
 * jupyter_client}, with each JDK that {@link Jdk} finds. One file of them, or one JDK:
 *
 * <pre>
 * ./course test -pl kernel-lib/course -Dtest=KernelThroughJupyterTest -Dpython=test_requests
 * </pre>
 */
class KernelThroughJupyterTest {
  private static final Project PROJECT = Project.here();
  private static final Path TESTS = PROJECT.root().resolve("kernel-lib/course/src/test/python");

  @TempDir private static Path folder;

  @BeforeAll
  static void sayWhichJdks() {
    Jupyter.prepare(PROJECT, System.out::println);
    new PythonEnvironment(PROJECT, System.out::println).prepareTests();
    String tested = Jdk.all().stream().map(Jdk::toString).collect(Collectors.joining(" and "));
    String note =
        Jdk.other().isPresent() ? "" : " ONLY: no second JDK beside it or in JAVA_HOME_25_X64";
    System.out.println("THE KERNEL IS TESTED THROUGH JUPYTER WITH " + tested + note);
  }

  @TestFactory
  Stream<DynamicNode> onEachJdk() throws IOException {
    String wanted = System.getProperty("python", "");
    List<Path> files;
    try (Stream<Path> all = Files.list(TESTS)) {
      files =
          all.filter(file -> file.getFileName().toString().matches("test_\\w+\\.py"))
              .filter(file -> file.getFileName().toString().contains(wanted))
              .sorted()
              .toList();
    }
    return Jdk.all().stream()
        .map(
            jdk ->
                dynamicContainer(
                    jdk.toString(),
                    files.stream()
                        .map(
                            file ->
                                dynamicContainer(
                                    file.getFileName().toString(),
                                    Stream.of(file).flatMap(each -> run(each, jdk))))));
  }

  /** Runs a file with a JDK's kernel: each of its tests becomes a test that passes or fails. */
  private static Stream<DynamicNode> run(Path file, Jdk jdk) {
    Program.Result result = program(file, jdk).run();
    int expected = -1;
    List<DynamicNode> tests = new ArrayList<>();
    StringBuilder printed = new StringBuilder();
    for (String line : result.lines()) {
      if (line.startsWith("TEST {")) {
        tests.add(test(JsonParser.parseString(line.substring(5)).getAsJsonObject(), jdk));
      } else if (line.startsWith("COUNT ")) {
        expected = Integer.parseInt(line.substring(6));
      } else {
        printed.append(line).append('\n');
      }
    }
    if (tests.size() < expected || expected < 1 || !result.succeeded()) {
      String text =
          String.format(
              "%s with %s: %d of %d tests ended, exit code %d. Printed:%n%s",
              file.getFileName(), jdk, tests.size(), expected, result.exit(), printed);
      tests.add(dynamicTest("all tests end", () -> fail(text)));
    }
    return tests.stream();
  }

  private static DynamicNode test(JsonObject line, Jdk jdk) {
    String name = line.get("test").getAsString();
    return dynamicTest(
        name.substring(name.indexOf('.') + 1),
        () -> {
          if (!line.get("outcome").getAsString().equals("passed")) {
            fail(name + " with " + jdk + "\n" + line.get("text").getAsString());
          }
        });
  }

  private static Program program(Path file, Jdk jdk) {
    Map<String, String> variables = new LinkedHashMap<>(Jupyter.variables(PROJECT));
    variables.put("PYTHONPATH", PROJECT.pythonTests().toString());
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("JUPYTER_PATH", kernelspec(jdk).toString());
    variables.put("JAVA_HOME", jdk.home().toString());
    variables.put("NEURONBOOK_PROGRESS", "off");
    return Program.of(
            folder,
            PROJECT.python("python"),
            "-u",
            TESTS.resolve("run_tests.py"),
            TESTS.resolve(file.getFileName()))
        .with(variables);
  }

  /** A folder of Jupyter's in which the kernelspec of the course starts the given JDK. */
  private static Path kernelspec(Jdk jdk) {
    Path place = Path.of("share/jupyter/kernels/neuronbook/kernel.json");
    try {
      String spec = Files.readString(PROJECT.venv().resolve(place));
      JsonObject json = JsonParser.parseString(spec).getAsJsonObject();
      if (!jdk.equals(Jdk.ours())) {
        forJdk(json.getAsJsonArray("argv").asList().iterator(), jdk);
        json.getAsJsonArray("argv").set(0, new com.google.gson.JsonPrimitive(program(jdk)));
      }
      Path jupyter = folder.resolve("jupyter-" + jdk.feature());
      Path file = jupyter.resolve("kernels/neuronbook/kernel.json");
      Files.createDirectories(file.getParent());
      Files.writeString(file, json.toString());
      return jupyter;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** What the kernelspec has for one JDK alone another one may refuse to start with. */
  private static void forJdk(Iterator<com.google.gson.JsonElement> words, Jdk jdk) {
    while (words.hasNext()) {
      String word = words.next().getAsString();
      if (word.matches("-XX:(AOT|SharedArchive|\\+AutoCreateShared).*|--enable-native-access=.*")) {
        words.remove();
      }
    }
  }

  private static String program(Jdk jdk) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return jdk.home().resolve("bin").resolve(windows ? "java.exe" : "java").toString();
  }
}
