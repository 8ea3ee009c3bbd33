package org.neuronbook.course.grade;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neuronbook.course.CourseException;
import org.neuronbook.grader.Isolation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code course grade selftest}. */
@Command(
    name = "selftest",
    description = "Lets the corpus of attacks loose on the grader, on this very machine.",
    mixinStandardHelpOptions = true)
final class SelfTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--min-isolation",
      paramLabel = "LEVEL",
      defaultValue = "L2",
      description = "The isolation to try: L1, L2 or L3. Default: L2.")
  private Isolation level;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      description = "The Java that the attacks run in. Default: that of the grader.")
  private Path java = Path.of(System.getProperty("java.home"));

  @Override
  public Integer call() throws InterruptedException {
    GradeCommand.require(level);
    if (!Files.isExecutable(java.resolve("bin/java"))) {
      throw new CourseException(
          "there is no Java in " + java, "Name the folder that holds bin/java.");
    }
    PrintWriter out = spec.commandLine().getOut();
    var outcome =
        new SelfTest(
                level,
                java,
                line -> {
                  out.println(line);
                  out.flush();
                })
            .run(Attacks.all());
    out.println(outcome.text());
    return outcome.isSafe() ? 0 : 1;
  }
}
