package org.neuronbook.course.grade;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
   * @param refused how many of their harmless twins did not get full marks
   */
  record Outcome(int attacks, int gains, int reports, int refused) {
    boolean isSafe() {
      return gains == 0 && reports == attacks && refused == 0;
    }

    String text() {
      return "ATTACKS %d, gains %d, reports %d".formatted(attacks, gains, reports);
    }
  }

  /** Half of the attacks never come back: nobody should wait for them as for a learner. */
  private static final Options IMPATIENT =
      new Options(Duration.ofMillis(500), Duration.ofSeconds(10), 1, true, false);

  private static final List<String> IMPORTS =
      Stream.concat(Desk.IMPORTS.stream(), Stream.of(Trial.class.getPackageName() + ".Trial"))
          .toList();

  private final Isolation level;
  private final Path java;
  private final Consumer<String> tell;
  private final List<Exercise> exercises =
      Stream.concat(
              Catalogue.installed().stream().filter(each -> each.id().equals(Attacks.EXERCISE)),
              Stream.of(TrialGrading.EXERCISE))
          .toList();

  /**
   * @param java the home of the Java that the attacks run in
   */
  SelfTest(Isolation level, Path java, Consumer<String> tell) {
    this.level = level;
    this.java = java;
    this.tell = tell;
  }

  Outcome run(List<Attack> attacks) throws InterruptedException {
    int gains = 0;
    int reports = 0;
    int refused = 0;
    try (Workers workers = Workers.of(level, exercises, Desk.LIBRARY, 1, java);
        var compiler = new CellCompiler(workers)) {
      Map<String, RunResult> honestly = new HashMap<>();
      Map<String, Exercise> byId = new HashMap<>();
      for (Exercise exercise : exercises) {
        byId.put(exercise.id(), exercise);
        String source = Attack.honest(exercise);
        honestly.put(
            exercise.id(), grade(exercise, source, false, Options.marks(1), workers, compiler));
      }
      for (Attack attack : attacks) {
        Exercise exercise = byId.get(attack.exercise());
        RunResult honest = honestly.get(attack.exercise());
        RunResult result =
            grade(exercise, attack.source(), attack.refusable(), IMPATIENT, workers, compiler);
        boolean gained = result.points() > honest.points();
        boolean reported = result.tests().size() == honest.tests().size();
        gains += gained ? 1 : 0;
        reports += reported ? 1 : 0;
        tell.accept(
            "%s %s: %s of %s points, honestly %s; %s"
                .formatted(
                    gained || !reported ? "GAIN" : "ok  ",
                    attack.name(),
                    result.points(),
                    result.maximum(),
                    honest.points(),
                    statuses(result)));
        if (!attack.twin().isEmpty()) {
          RunResult twin =
              grade(exercise, attack.twin(), false, Options.marks(1), workers, compiler);
          if (!twin.passed()) {
            refused++;
            tell.accept(
                "TWIN of %s: harmless, but %s of %s points; %s"
                    .formatted(attack.name(), twin.points(), twin.maximum(), statuses(twin)));
          }
        }
      }
    }
    return new Outcome(attacks.size(), gains, reports, refused);
  }

  private RunResult grade(
      Exercise exercise,
      String source,
      boolean refusable,
      Options options,
      Workers workers,
      CellCompiler compiler)
      throws InterruptedException {
    Program program =
        compiler.compile(new Source(IMPORTS, List.of(source), Attacks.IMPLEMENTATION));
    if (!refusable && !program.problems().isEmpty()) {
      throw new IllegalStateException(
          "a program of the corpus does not compile: %s%n%s".formatted(program.problems(), source));
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
