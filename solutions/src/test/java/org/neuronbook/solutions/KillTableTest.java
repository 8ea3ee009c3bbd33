package org.neuronbook.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Engine;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Options;
import org.neuronbook.grader.RunResult;
import org.neuronbook.grader.Submission;
import org.neuronbook.grader.TestResult;
import org.neuronbook.grader.Todo;
import org.neuronbook.misconceptions.Wrong;

/**
 * Grades the graders: for every exercise the stub earns nothing, each right solution earns all, and
 * each wrong one is rejected by the test meant for it, with the message meant for it, whatever the
 * seed. Writes {@code target/kill-table.json}, and holds {@code docs/kill-table.md} to it.
 */
class KillTableTest {
  private static final int RIGHT_SOLUTIONS = 3;
  private static final int WRONG_SOLUTIONS = 8;
  private static final int SEEDS = 5;

  private static final List<KillTable.Row> TABLE = new ArrayList<>();

  @Test
  void thereAreExercises() {
    assertThat(Catalogue.installed()).isNotEmpty();
  }

  @TestFactory
  Stream<DynamicNode> everyExerciseIsProved() {
    return Stream.concat(
        Catalogue.installed().stream()
            .map(exercise -> dynamicContainer(exercise.id(), proofs(Solutions.of(exercise)))),
        Stream.of(dynamicTest("the table is the one in the docs", KillTableTest::page)));
  }

  private static Stream<DynamicNode> proofs(Solutions solutions) {
    Exercise exercise = solutions.exercise();
    Stream<DynamicNode> general =
        Stream.of(
            dynamicTest("has enough solutions of every kind", () -> enough(solutions)),
            dynamicTest("gives a stub no points", () -> stub(exercise)));
    Stream<DynamicNode> right =
        Stream.concat(
                solutions.marked(Reference.class).stream(), solutions.marked(Right.class).stream())
            .map(
                type ->
                    dynamicTest(
                        "gives all points to " + type.getSimpleName(), () -> full(exercise, type)));
    Stream<DynamicNode> wrong =
        solutions.marked(Wrong.class).stream()
            .map(
                type ->
                    dynamicTest("rejects " + type.getSimpleName(), () -> rejected(exercise, type)));
    return Stream.of(general, right, wrong).flatMap(tests -> tests);
  }

  private static void enough(Solutions solutions) {
    assertThat(solutions.unmarked()).as("solutions without a mark").isEmpty();
    assertThat(solutions.marked(Reference.class)).as("references").hasSize(1);
    assertThat(solutions.marked(Right.class))
        .as("other right solutions")
        .hasSizeGreaterThanOrEqualTo(RIGHT_SOLUTIONS);
    assertThat(solutions.marked(Wrong.class))
        .as("wrong solutions")
        .hasSizeGreaterThanOrEqualTo(WRONG_SOLUTIONS);
  }

  private static void stub(Exercise exercise) throws InterruptedException {
    Class<?> contract = exercise.contract();
    Object stub =
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) -> {
              throw new Todo(exercise.id());
            });
    RunResult result = run(exercise, () -> stub, 1);
    assertThat(result.points()).isZero();
    assertThat(result.tests())
        .allSatisfy(test -> assertThat(test.explanation()).contains("not written yet"));
  }

  private static void full(Exercise exercise, Class<?> solution) throws InterruptedException {
    for (long seed : seeds()) {
      RunResult result = run(exercise, () -> Solutions.instance(solution), seed);
      assertThat(result.tests())
          .as("seed %d", seed)
          .allSatisfy(test -> assertThat(test.passed()).as(text(test)).isTrue());
      assertThat(result.points()).isEqualTo(result.maximum()).isPositive();
    }
  }

  private static void rejected(Exercise exercise, Class<?> solution) throws InterruptedException {
    Wrong wrong = solution.getAnnotation(Wrong.class);
    for (long seed : seeds()) {
      RunResult result = run(exercise, () -> Solutions.instance(solution), seed);
      TestResult killer = killer(result, wrong.killedBy());
      assertThat(killer.passed()).as("%s passes with seed %d", wrong.killedBy(), seed).isFalse();
      assertThat(killer.explanation()).as("seed %d", seed).contains(wrong.message());
      if (seed == 1) {
        record(exercise, solution, wrong, result, killer);
      }
    }
  }

  private static TestResult killer(RunResult result, String name) {
    return result.tests().stream()
        .filter(test -> test.method().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no test " + name));
  }

  private static void record(
      Exercise exercise, Class<?> solution, Wrong wrong, RunResult result, TestResult killer) {
    long others = result.tests().stream().filter(test -> !test.passed() && test != killer).count();
    TABLE.add(new KillTable.Row(exercise, solution.getSimpleName(), wrong.why(), killer, others));
  }

  private static void page() throws IOException {
    Path fresh = Path.of("target", "kill-table.md");
    Path shown = Path.of("..", "docs", "kill-table.md");
    Files.writeString(fresh, KillTable.page(TABLE));
    assertThat(shown)
        .as("stale: run `cp solutions/target/kill-table.md docs/kill-table.md` and look at it")
        .hasSameTextualContentAs(fresh);
  }

  private static RunResult run(Exercise exercise, Supplier<?> solution, long seed)
      throws InterruptedException {
    return Engine.run(exercise, Submission.local(solution), Options.practice(seed));
  }

  private static long[] seeds() {
    return LongStream.rangeClosed(1, SEEDS).toArray();
  }

  private static String text(TestResult test) {
    return test.name() + ": " + test.explanation() + " " + test.comparison();
  }

  @AfterAll
  static void writeTable() throws IOException {
    Files.writeString(Path.of("target", "kill-table.json"), KillTable.json(TABLE));
  }
}
