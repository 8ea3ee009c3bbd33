package org.neuronbook.course.grade;

import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code course grade similarity}. */
@Command(
    name = "similarity",
    description = {
      "Compares submissions with each other (JPlag), and shows the passages that agree.",
      "What lies directly in SUBMISSIONS, a folder or a file, is one learner's. Similarity is no proof of copying."
    },
    mixinStandardHelpOptions = true)
final class SimilarityCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUBMISSIONS", description = "The folder that the submissions lie in.")
  private Path submissions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the report goes.")
  private Path out;

  @Option(
      names = "--given",
      paramLabel = "DIR",
      description =
          "What the learners were given: it does not count. Default: the notebooks of the course.")
  private Path given = Project.here().notebooks();

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "9",
      description = "How many tokens in a row must agree to count. Default: 9.")
  private int tokens;

  @Override
  public Integer call() {
    for (Path folder : new Path[] {submissions, given}) {
      if (!Files.isDirectory(folder)) {
        throw new CourseException("there is no folder " + folder, "Name one that is there.");
      }
    }
    if (tokens < 1) {
      throw new CourseException("--tokens is " + tokens, "It must be at least 1.");
    }
    String path =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + Project.here().jars().resolveSibling("similarity").resolve("*");
    Program.Result result =
        Program.of(
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                path,
                Similarity.class.getName(),
                submissions,
                out,
                tokens,
                given)
            .run();
    if (!result.succeeded()) {
      throw new CourseException(
          "the submissions cannot be compared:\n" + result.tail(3),
          "Leave out what cannot be read, or grade it first: course grade names it.");
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%s%n", out.resolve("similarity.html"));
    terminal.println("Similarity is no proof of copying: read the passages before you conclude.");
    return 0;
  }
}
