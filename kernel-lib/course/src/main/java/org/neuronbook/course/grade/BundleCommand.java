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
      "Makes an autograder for Gradescope of this grader: a zip file to upload there.",
      "There a submission runs at L1, inside Gradescope's container; more is not promised."
    },
    mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

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
      description = "The zip file. It holds the seed of the hidden tests: keep it to yourself.")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Where hidden inputs come from. Default: drawn now.")
  private Long seed;

  @Override
  public Integer call() throws IOException {
    Exercises.named(ids);
    Path jars = Project.here().jars();
    if (!Files.isDirectory(jars)) {
      throw new CourseException(
          "the grader is not built: there is no " + jars, "./course help builds it.");
    }
    try (var zip = new ZipOutputStream(Files.newOutputStream(out));
        Stream<Path> lib = Files.list(jars)) {
      add(zip, "setup.sh", script("setup.sh"));
      long number = seed == null ? new SecureRandom().nextLong() : seed;
      add(zip, "seed.txt", number + "\n");
      add(
          zip,
          "run_autograder",
          script("run_autograder").replace("EXERCISES", String.join(",", ids)));
      for (Path jar : lib.sorted().toList()) {
        zip.putNextEntry(new ZipEntry("lib/" + jar.getFileName()));
        Files.copy(jar, zip);
        zip.closeEntry();
      }
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%s: upload it as the autograder of a programming assignment.%n", out);
    terminal.println(
        "Submissions run at L1 there, inside Gradescope's container: another user with limits, but with network.");
    return 0;
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String script(String name) throws IOException {
    try (InputStream in = BundleCommand.class.getResourceAsStream("gradescope/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
