package org.neuronbook.course.homework;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code course homework release}. */
@Command(
    name = "release",
    description = "Takes the solutions out of an assignment and puts it into the exchange.",
    mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {
  @Mixin private Nbgrader nbgrader;

  @Option(names = "--force", description = "Once more, after a change.")
  private boolean force;

  @Override
  public Integer call() {
    List<String> again = force ? List.of("--force") : List.of();
    nbgrader.run("generate_assignment", again);
    nbgrader.run("release_assignment", again);
    return 0;
  }
}
