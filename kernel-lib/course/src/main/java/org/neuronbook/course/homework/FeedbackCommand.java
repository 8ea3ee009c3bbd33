package org.neuronbook.course.homework;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code course homework feedback}. */
@Command(
    name = "feedback",
    description = "Makes a page for each learner and puts it into the exchange.",
    mixinStandardHelpOptions = true)
final class FeedbackCommand implements Callable<Integer> {
  @Mixin private Nbgrader nbgrader;

  @Override
  public Integer call() {
    nbgrader.run("generate_feedback", List.of("--force"));
    nbgrader.run("release_feedback", List.of());
    return 0;
  }
}
