package org.neuronbook.course.homework;

import com.google.gson.Gson;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Jupyter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs nbgrader's own commands for one assignment of a class, each as it would be typed. */
final class Nbgrader {
  static final String CONFIG = "nbgrader_config.py";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "ASSIGNMENT", description = "The name of the assignment.")
  private String assignment;

  @Option(
      names = "--in",
      paramLabel = "FOLDER",
      defaultValue = "",
      description = "The folder of the class, made by `create`. Default: this one.")
  private Path folder;

  /**
   * Runs one command on the assignment.
   *
   * @throws CourseException if it fails
   */
  void run(String command, List<String> more) {
    List<String> words = new ArrayList<>(List.of(command, assignment));
    words.addAll(more);
    run(words);
  }

  /** Runs one command as it is typed, without the word {@code nbgrader}. */
  void run(List<String> words) {
    Path course = course();
    PrintWriter out = spec.commandLine().getOut();
    Project project = Project.here();
    Jupyter.prepare(project, out::println);
    out.println("nbgrader " + String.join(" ", words));
    Program.Result result =
        Program.of(course, project.python("python"), "-m", "nbgrader")
            .with(words)
            .with(Jupyter.variables(project))
            .with(commandForVerdicts(project))
            .run(out::println);
    if (!result.succeeded()) {
      throw new CourseException(
          "nbgrader %s did not end well".formatted(words.get(0)),
          "Its own words are above. What it did before that is done.");
    }
  }

  /**
   * The environment variable that says how nbgrader's process starts the course: with the Java and
   * the build of this one. Without it, it would run the launcher.
   */
  static Map<String, String> commandForVerdicts(Project project) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dneuronbook.root=" + project.root(),
            "-cp",
            classPath,
            "org.neuronbook.course.cli.CourseMain");
    return Map.of("NEURONBOOK_COURSE_COMMAND", new Gson().toJson(command));
  }

  Path course() {
    Path course = folder.toAbsolutePath().normalize();
    if (!Files.exists(course.resolve(CONFIG))) {
      throw new CourseException(
          "there is no %s in %s".formatted(CONFIG, course),
          "Name the folder of a class with --in; ./course homework create makes one.");
    }
    return course;
  }
}
