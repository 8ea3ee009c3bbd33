package org.neuronbook.course.homework;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuronbook.grader.Isolation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code course homework grade}. */
@Command(
    name = "grade",
    description = "Grades what was collected, in the sandbox, and writes grades.csv.",
    mixinStandardHelpOptions = true)
final class AutogradeCommand implements Callable<Integer> {
  @Mixin private Nbgrader nbgrader;

  @Option(
      names = "--min-isolation",
      paramLabel = "LEVEL",
      description = "L1 or L2. Default: what nbgrader_config.py says, which is L2 at first.")
  private Isolation level;

  @Option(names = "--student", paramLabel = "NAME", description = "Grades only this learner.")
  private String student;

  @Option(names = "--force", description = "Grades also what is graded already.")
  private boolean force;

  @Override
  public Integer call() {
    List<String> options = new ArrayList<>();
    if (level != null) {
      options.add("--Verdicts.isolation=" + level);
    }
    if (student != null) {
      options.add("--student=" + student);
    }
    if (force) {
      options.add("--force");
    }
    try {
      nbgrader.run("autograde", options);
    } finally {
      // What could be graded counts, even where a submission could not.
      nbgrader.run(List.of("export", "--to", "grades.csv"));
    }
    return 0;
  }
}
