package org.neuronbook.course.grade;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
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
      description = "The isolation to try: L1 or L2. Default: L2.")
  private Isolation level;

  @Override
  public Integer call() throws InterruptedException {
    GradeCommand.require(level);
    PrintWriter out = spec.commandLine().getOut();
    var outcome =
        new SelfTest(
                level,
                line -> {
                  out.println(line);
                  out.flush();
                })
            .run(Attacks.all());
    out.println(outcome.text());
    return outcome.isSafe() ? 0 : 1;
  }
}
