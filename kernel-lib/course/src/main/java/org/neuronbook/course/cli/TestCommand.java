package org.neuronbook.course.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuronbook.course.BuildStamp;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.lab.Network;
import org.neuronbook.course.setup.Jupyter;
import org.neuronbook.course.setup.PythonEnvironment;
import org.neuronbook.course.tests.SystemTools;
import org.neuronbook.course.tests.TestReports;
import org.neuronbook.course.tests.ThisMachine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "test",
    description = {
      "Runs every test, after setting up what tests need.",
      "Further words go to Maven: ./course test -pl kernel-lib/nn -Dtest=ShapeTest"
    })
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Parameters(
      arity = "0..*",
      paramLabel = "MAVEN-WORD",
      description = "Given to Maven as they are.")
  private List<String> words = new ArrayList<>();

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Project project = Project.here();
    new SystemTools(new ThisMachine(), Program.of(project.root()), out::println).provide();
    Jupyter.prepare(project, out::println);
    new PythonEnvironment(project, out::println).prepareTests();
    Network.requireLoopback(project.python("python"), project.root());

    FileTime start = FileTime.from(Instant.now().minusSeconds(1));
    List<String> wanted = given();
    Program.Result result =
        Program.of(project.root()).with(maven(project, wanted)).run(out::println);
    TestReports reports = TestReports.since(start, project.modules());
    boolean green = result.succeeded() && reports.failures() + reports.errors() == 0;
    if (green && wanted.isEmpty()) {
      new BuildStamp(project).set(start);
    }
    long seconds = Instant.now().getEpochSecond() - start.toInstant().getEpochSecond();
    out.println();
    out.println((green ? "course test: GREEN in " : "course test: RED after ") + seconds + " s");
    result.lines().stream()
        .filter(line -> line.startsWith("[ERROR] Failed to execute goal"))
        .forEach(line -> out.println(line.replaceAll(" ->.*", "")));
    out.println(reports.summary());
    return green ? 0 : 1;
  }

  /**
   * The words after {@code test} in the order in which they were typed: picocli parts known from
   * unknown.
   */
  private List<String> given() {
    List<String> all = spec.commandLine().getParseResult().originalArgs();
    return all.subList(all.indexOf("test") + 1, all.size());
  }

  static List<String> maven(Project project, List<String> wanted) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path wrapper = project.root().resolve(windows ? "mvnw.cmd" : "mvnw");
    List<String> words = new ArrayList<>(List.of(wrapper.toString()));
    words.addAll(List.of("--batch-mode", "--no-transfer-progress", "--fail-at-end"));
    words.addAll(List.of("--file", project.root().resolve("pom.xml").toString()));
    if (!Network.outsideUp()) {
      words.add("--offline");
    }
    words.add("-Dneuronbook.root=" + project.root());
    words.add("verify");
    words.addAll(wanted);
    boolean someModules =
        wanted.stream().anyMatch(word -> word.startsWith("-pl") || word.startsWith("--projects"));
    if (someModules) {
      // The modules that a module needs are in no repository: they are built in the same run.
      words.add("--also-make");
      words.add("-Dsurefire.failIfNoSpecifiedTests=false");
    }
    return words;
  }
}
