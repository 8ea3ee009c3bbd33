package org.neuronbook.course.homework;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;
import org.neuronbook.course.notebooks.Assignments;
import org.neuronbook.course.setup.Jupyter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code course homework create}. */
@Command(
    name = "create",
    description = {
      "Makes a folder for a class, with assignments from lessons:",
      "  ./course homework create my-class hw1=00,08 hw2=10"
    },
    mixinStandardHelpOptions = true)
final class CreateCommand implements Callable<Integer> {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "The folder of the class. Assignments are added to one that there is.")
  private Path folder;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "NAME=LESSON,...",
      description = "An assignment, and the lessons whose exercises it has.")
  private Map<String, String> assignments;

  @Option(
      names = "--exchange",
      paramLabel = "DIR",
      description =
          "A folder that all learners reach, for nbgrader's fetch and submit. Default: FOLDER/exchange.")
  private Path exchange;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Project project = Project.here();
    Path course = folder.toAbsolutePath().normalize();
    name("class", course.getFileName().toString());
    for (String name : assignments.keySet()) {
      name("assignment", name);
      if (Files.exists(source(course, name))) {
        throw new CourseException(
            "there is an assignment %s already: %s".formatted(name, source(course, name)),
            "Choose another name, or delete that folder if nobody has handed in anything yet.");
      }
    }
    Jupyter.prepare(project, out::println);
    makePrivate(course);
    for (Map.Entry<String, String> each : assignments.entrySet()) {
      Path source = source(course, each.getKey());
      Assignments.write(project, List.of(each.getValue().split(",")), source);
      out.println("Written, with solutions: " + source);
    }
    Path config = course.resolve(Nbgrader.CONFIG);
    if (!Files.exists(config)) {
      Files.writeString(config, config(project, course));
      out.println("Written, to be edited: " + config);
    }
    out.println(
        "Next: ./course homework release %s --in %s"
            .formatted(assignments.keySet().iterator().next(), folder));
    return 0;
  }

  /** Solutions, marks and the seed of the hidden tests will lie in it. */
  private static void makePrivate(Path course) throws IOException {
    if (Files.exists(course)) {
      return;
    }
    Files.createDirectories(course);
    if (Files.getFileStore(course).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(course, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static Path source(Path course, String assignment) {
    return course.resolve("source").resolve(assignment);
  }

  /** nbgrader makes names of files of it, with plus signs between. */
  private static void name(String what, String name) {
    if (!name.matches(NAME)) {
      throw new CourseException(
          "\"%s\" is no name for %s"
              .formatted(name, what.equals("class") ? "a class" : "an assignment"),
          "Use letters, digits, dots, dashes and underscores.");
    }
  }

  private String config(Project project, Path course) throws IOException {
    Path shared = exchange == null ? course.resolve("exchange") : exchange.toAbsolutePath();
    return Files.readString(project.nbgrader().resolve(Nbgrader.CONFIG))
        .replace("\"PROJECT\"", quoted(project.root()))
        .replace("\"COURSE\"", quoted(course.getFileName()))
        .replace("\"EXCHANGE\"", quoted(shared));
  }

  /** JSON's texts are Python's, too. */
  private static String quoted(Path path) {
    return new JsonPrimitive(path.toString()).toString();
  }
}
