package org.neuronbook.course.homework;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code course homework collect}. */
@Command(
    name = "collect",
    description = "Gets from the exchange what learners submitted, and what is newer than before.",
    mixinStandardHelpOptions = true)
final class CollectCommand implements Callable<Integer> {
  @Mixin private Nbgrader nbgrader;

  @Override
  public Integer call() {
    nbgrader.run("collect", List.of("--update"));
    return 0;
  }
}
