package org.neuronbook.course.grade;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Engine;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.Options;
import org.neuronbook.grader.RunResult;
import org.neuronbook.grader.remote.CellCompiler;
import org.neuronbook.grader.remote.RemoteSubmission;
import org.neuronbook.grader.remote.Workers;
import org.neuronbook.grader.worker.Program;
import org.neuronbook.grader.worker.Source;

/** Runs the corpus of attacks on this very machine. */
final class SelfTest {
  /**
   * What came of it.
   *
   * @param attacks how many programs were run
   * @param gains how many earned more than they would have honestly
   * @param reports how many ended with a result for every test
   */
  record Outcome(int attacks, int gains, int reports) {
    boolean isSafe() {
      return gains == 0 && reports == attacks;
    }

    String text() {
      return "ATTACKS %d, gains %d, reports %d".formatted(attacks, gains, reports);
    }
  }

  /** Half of the attacks never come back: nobody should wait for them as for a learner. */
  private static final Options IMPATIENT =
      new Options(Duration.ofMillis(500), Duration.ofSeconds(10), 1, true, false);

  private final Isolation level;
  private final Consumer<String> tell;
  private final Exercise exercise =
      Catalogue.installed().stream()
          .filter(each -> each.id().equals(Attacks.EXERCISE))
          .findFirst()
          .orElseThrow();

  SelfTest(Isolation level, Consumer<String> tell) {
    this.level = level;
    this.tell = tell;
  }

  Outcome run(Map<String, String> attacks) throws InterruptedException {
    int gains = 0;
    int reports = 0;
    try (Workers workers = Workers.of(level, List.of(exercise), 1);
        var compiler = new CellCompiler(workers)) {
      RunResult honest = grade(Attacks.honest(), Options.marks(1), workers, compiler);
      for (var attack : attacks.entrySet()) {
        RunResult result = grade(attack.getValue(), IMPATIENT, workers, compiler);
        boolean gained = result.points() > honest.points();
        boolean reported = result.tests().size() == honest.tests().size();
        gains += gained ? 1 : 0;
        reports += reported ? 1 : 0;
        tell.accept(
            "%s %s: %s of %s points, honestly %s; %s"
                .formatted(
                    gained || !reported ? "GAIN" : "ok  ",
                    attack.getKey(),
                    result.points(),
                    result.maximum(),
                    honest.points(),
                    statuses(result)));
      }
    }
    return new Outcome(attacks.size(), gains, reports);
  }

  private RunResult grade(String source, Options options, Workers workers, CellCompiler compiler)
      throws InterruptedException {
    Program program =
        compiler.compile(new Source(Batch.IMPORTS, List.of(source), Attacks.IMPLEMENTATION));
    if (!program.problems().isEmpty()) {
      throw new IllegalStateException("an attack does not compile: " + program.problems());
    }
    try (var submission = new RemoteSubmission(workers, exercise.contract(), program)) {
      return Engine.run(exercise, submission, options);
    }
  }

  private static String statuses(RunResult result) {
    return String.join(
        " ",
        result.tests().stream().map(test -> test.status().name()).distinct().sorted().toList());
  }
}
