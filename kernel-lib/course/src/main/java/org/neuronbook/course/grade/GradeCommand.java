package org.neuronbook.course.grade;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neuronbook.course.CourseException;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.remote.Sandbox;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code course grade}. */
@Command(
    name = "grade",
    description = "Grades notebooks and Java files, each in a sandbox.",
    mixinStandardHelpOptions = true,
    subcommands = SelfTestCommand.class)
public final class GradeCommand implements Callable<Integer> {
  private static final String SEED = "seed.txt";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SUBMISSIONS",
      description = "The folder that the submissions lie in, in any subfolders.")
  private Path submissions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the results go. Started again with the same folder, it goes on.")
  private Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many submissions are graded at a time.")
  private int jobs;

  @Option(
      names = "--min-isolation",
      paramLabel = "LEVEL",
      defaultValue = "L2",
      description =
          "L1: another process. L2: a sandbox without network and files. Default: L2. Nothing is graded below it.")
  private Isolation level;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description =
          "Where hidden inputs come from. Keep it to yourself. Default: drawn once for DIR.")
  private Long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (submissions == null || out == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "say what to grade and where to write: SUBMISSIONS --out DIR");
    }
    require(level);
    if (!Files.isDirectory(submissions)) {
      throw new CourseException(
          "there is no folder " + submissions, "Name the folder that the submissions lie in.");
    }
    if (jobs < 1) {
      throw new CourseException("--jobs is " + jobs, "It must be at least 1.");
    }
    List<Path> files = Batch.files(submissions);
    var store = new ResultStore(out.resolve("results"));
    PrintWriter terminal = spec.commandLine().getOut();
    var batch = new Batch(level, secretSeed(), jobs, store, row -> terminal.println(line(row)));
    List<Graded> rows = batch.grade(files, submissions);
    Grades.write(out, rows);
    terminal.printf(
        "%d results of %d files at %s: %s%n",
        rows.size(), files.size(), level, out.resolve("grades.csv"));
    return 0;
  }

  /**
   * @throws CourseException if this machine does not offer the level
   */
  static void require(Isolation level) {
    Optional<String> obstacle = Sandbox.obstacle(level);
    if (obstacle.isPresent()) {
      throw new CourseException(
          "isolation %s (%s) is not to be had: %s"
              .formatted(level, level.sentence(), obstacle.get()),
          "Or ask for less with --min-isolation, if you trust the authors.");
    }
  }

  /** Drawn once, so that a batch that goes on has the inputs that it began with. */
  private long secretSeed() throws IOException {
    if (seed != null) {
      return seed;
    }
    Path file = out.resolve(SEED);
    if (!Files.exists(file)) {
      Files.writeString(file, new SecureRandom().nextLong() + "\n");
    }
    return Long.parseLong(Files.readString(file).strip());
  }

  private static String line(Graded row) {
    // A name is somebody else's text: nothing in it may move the cursor.
    String name = row.submission().replaceAll("\\p{Cntrl}", "?");
    return row.problem().isEmpty()
        ? "%s %s: %s of %s".formatted(name, row.exercise(), row.points(), row.maximum())
        : "%s: %s".formatted(name, row.problem().replaceAll("\\p{Cntrl}", "?"));
  }
}
