package org.neuronbook.course.grade;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code course grade bundle}. */
@Command(
    name = "bundle",
    description = {
      "Makes an autograder for Gradescope or for GitHub Classroom of this grader: a zip file.",
      "There a submission runs at L1, another user with limits but with network; more is not promised."
    },
    mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {
  private static final String GITHUB = "github";
  private static final List<String> PLACES = List.of("gradescope", GITHUB);

  /** They are large, and no grading loads them. */
  private static final String NOT_FOR_GRADING = "(fastutil|icu4j|sqlite-jdbc)-.*";

  @Spec private CommandSpec spec;

  @Option(
      names = "--for",
      paramLabel = "PLACE",
      defaultValue = "gradescope",
      description = "gradescope or github. Default: gradescope.")
  private String place;

  @Option(
      names = "--exercise",
      paramLabel = "ID",
      required = true,
      split = ",",
      description = "What learners hand in, with commas between them: 00.1,08.1")
  private List<String> ids;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "The zip file. For Gradescope it holds the seed of the hidden tests: keep it to yourself.")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description =
          "Where hidden inputs come from, for Gradescope. Default: drawn now. On GitHub they are drawn anew at each push.")
  private Long seed;

  @Override
  public Integer call() throws IOException {
    Exercises.named(ids);
    refuse();
    Path jars = Project.here().jars();
    if (!Files.isDirectory(jars)) {
      throw new CourseException(
          "the grader is not built: there is no " + jars, "./course help builds it.");
    }
    try (var zip = new ZipOutputStream(Files.newOutputStream(out))) {
      if (place.equals(GITHUB)) {
        github(zip, jars);
      } else {
        gradescope(zip, jars);
      }
    }
    return 0;
  }

  private void refuse() {
    if (!PLACES.contains(place)) {
      throw new CourseException(
          "--for is \"%s\"".formatted(place),
          "It is one of %s.".formatted(String.join(", ", PLACES)));
    }
    if (place.equals(GITHUB) && seed != null) {
      throw new CourseException(
          "--seed with --for github: learners read all that lies in their repository",
          "Leave it out: hidden inputs are drawn anew at each push.");
    }
  }

  private void gradescope(ZipOutputStream zip, Path jars) throws IOException {
    add(zip, "setup.sh", text("gradescope/setup.sh"));
    long number = seed == null ? new SecureRandom().nextLong() : seed;
    add(zip, "seed.txt", number + "\n");
    add(zip, "run_autograder", text("gradescope/run_autograder"));
    addAll(zip, "lib/", jars);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%s: upload it as the autograder of a programming assignment.%n", out);
    terminal.println(
        "Submissions run at L1 there, inside Gradescope's container: another user with limits, but with network.");
  }

  private void github(ZipOutputStream zip, Path jars) throws IOException {
    add(zip, ".github/workflows/classroom.yml", text("github/classroom.yml"));
    add(zip, ".github/neuronbook/grade", text("github/grade"));
    addAll(zip, ".github/neuronbook/lib/", jars);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%s: unpack it in the assignment's template repository.%n", out);
    terminal.println(
        "Submissions run at L1 there, on GitHub's runner: another user with limits, but with network.");
    terminal.println(
        "Learners can change the workflow in their repositories: the points shown are no marks.");
  }

  private static void addAll(ZipOutputStream zip, String folder, Path jars) throws IOException {
    try (Stream<Path> lib = Files.list(jars)) {
      for (Path jar : lib.sorted().toList()) {
        if (!jar.getFileName().toString().matches(NOT_FOR_GRADING)) {
          zip.putNextEntry(new ZipEntry(folder + jar.getFileName()));
          Files.copy(jar, zip);
          zip.closeEntry();
        }
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private String text(String name) throws IOException {
    try (InputStream in = BundleCommand.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("EXERCISES", String.join(",", ids));
    }
  }
}
