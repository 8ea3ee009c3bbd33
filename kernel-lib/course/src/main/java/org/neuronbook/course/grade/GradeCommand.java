package org.neuronbook.course.grade;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neuronbook.course.CourseException;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.remote.Sandbox;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code course grade}. */
@Command(
    name = "grade",
    description = "Grades notebooks and Java files, each in a sandbox.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MergeCommand.class,
      SelfTestCommand.class,
      SimilarityCommand.class,
      BundleCommand.class,
      VerdictsCommand.class
    })
public final class GradeCommand implements Callable<Integer> {
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
          "L1: another process. L2: a sandbox without network and files. L3: the same in a control group. Default: L2. Nothing is graded below it.")
  private Isolation level;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description =
          "Where hidden inputs come from. Keep it to yourself. Default: drawn once for DIR.")
  private Long seed;

  @Option(
      names = "--exercise",
      paramLabel = "ID",
      split = ",",
      description = "Only these, with commas between them: 00.1,08.1. Default: all.")
  private List<String> ids = List.of();

  @Option(
      names = "--one",
      description =
          "All files are one learner's: a row for each exercise, with 0 points for those that are missing. Of two solutions the last file's counts.")
  private boolean one;

  @Option(
      names = "--shard",
      paramLabel = "i/n",
      defaultValue = "1/1",
      description =
          "Grades part i of n, for one of several machines. Afterwards: course grade merge.")
  private String part;

  @Mixin private FormatOption formats;

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
    List<Format> chosen = formats.chosen();
    Shard shard = Shard.parse(part);
    if (shard.count() > 1 && seed == null) {
      throw new CourseException(
          "--shard %s without --seed".formatted(shard),
          "Give all parts the same --seed, so that everybody gets the same hidden tests.");
    }
    List<Path> files = shard.of(Batch.files(submissions));
    var store = new ResultStore(out.resolve("results"));
    PrintWriter terminal = spec.commandLine().getOut();
    var progress = new Progress(terminal, Progress.isTerminal(), System::nanoTime);
    List<Graded> rows =
        new Batch(
                Exercises.named(ids),
                one,
                level,
                seed == null ? SecretSeed.of(out) : seed,
                jobs,
                store,
                progress)
            .grade(files, submissions);
    Grades.write(out, rows, chosen);
    shard.write(out);
    terminal.printf("%d results of %d files at %s: %s%n", rows.size(), files.size(), level, out);
    return faults(rows);
  }

  /** Says loudly which submissions have no marks through no fault of theirs. */
  private int faults(List<Graded> rows) {
    List<Graded> faults = rows.stream().filter(Graded::isFault).toList();
    if (faults.isEmpty()) {
      return 0;
    }
    PrintWriter errors = spec.commandLine().getErr();
    errors.printf(
        "THE GRADER FAILED on %d of %d results; their 0 points are no marks:%n",
        faults.size(), rows.size());
    faults.forEach(row -> errors.printf("  %s: %s%n", row.submission(), row.problem()));
    errors.println(
        "Give the same command again: only these are graded again. If they stay, report them.");
    errors.flush();
    return 1;
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
}
