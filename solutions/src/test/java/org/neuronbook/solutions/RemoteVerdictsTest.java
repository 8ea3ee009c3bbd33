package org.neuronbook.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Difference;
import org.neuronbook.grader.Engine;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.Options;
import org.neuronbook.grader.RunResult;
import org.neuronbook.grader.Status;
import org.neuronbook.grader.Submission;
import org.neuronbook.grader.TestResult;
import org.neuronbook.grader.remote.CellCompiler;
import org.neuronbook.grader.remote.Library;
import org.neuronbook.grader.remote.RemoteSubmission;
import org.neuronbook.grader.remote.Sandbox;
import org.neuronbook.grader.remote.Workers;
import org.neuronbook.grader.worker.Program;
import org.neuronbook.grader.worker.Source;

/**
 * Where the code runs makes no difference: every solution, as source text in a worker process, gets
 * the verdicts that its class gets in this process, test by test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteVerdictsTest {
  private static final Options OPTIONS = Options.practice(1);

  /** The marks of the solutions, as a notebook would have to declare them. */
  private static final String MARKS =
      """
      @interface Reference {}
      @interface Right { String value(); }
      @interface Wrong { String why(); String killedBy(); String message(); }
      """;

  private static final List<Path> FOLDERS =
      List.of(Path.of("src/main/java"), Path.of("misconceptions/src/main/java"));

  private static final List<String> IMPORTS =
      List.of("java.util.*", "org.neuronbook.grader.Todo", "org.neuronbook.exercises.*");

  private final Map<Isolation, Workers> workers = new EnumMap<>(Isolation.class);
  private CellCompiler compiler;

  @BeforeAll
  void start() {
    Path java = Path.of(System.getProperty("worker.java.home", System.getProperty("java.home")));
    for (Isolation level : List.of(Isolation.L1, Isolation.L2)) {
      // Only a program that is not installed is an excuse.
      if (Sandbox.obstacle(level).filter(text -> text.contains("is missing")).isEmpty()) {
        workers.put(level, Workers.of(level, Catalogue.installed(), Library.NONE, 1, java));
      }
    }
    compiler = new CellCompiler(workers.values().iterator().next());
  }

  @AfterAll
  void stop() {
    compiler.close();
    workers.values().forEach(Workers::close);
  }

  @TestFactory
  Stream<DynamicTest> everySolutionGetsTheSameVerdicts() {
    return Catalogue.installed().stream()
        .flatMap(
            exercise ->
                Solutions.of(exercise).all().stream()
                    .map(
                        type ->
                            dynamicTest(
                                exercise.id() + " " + type.getSimpleName(),
                                () -> same(exercise, type))));
  }

  @Test
  void anUntouchedStubEarnsNothing() throws InterruptedException {
    for (Exercise exercise : Catalogue.installed()) {
      String stub =
          """
          (%s) java.lang.reflect.Proxy.newProxyInstance(
              Todo.class.getClassLoader(),
              new Class<?>[] {%s.class},
              (proxy, method, arguments) -> { throw new Todo("%s"); })
          """
              .formatted(contract(exercise), contract(exercise), exercise.id());
      Program program = compiler.compile(new Source(IMPORTS, List.of(), stub.strip()));
      for (Workers level : workers.values()) {
        RunResult result = remote(level, exercise, program);
        assertThat(result.points()).isZero();
        assertThat(result.tests()).extracting(TestResult::status).containsOnly(Status.TODO);
      }
    }
  }

  private void same(Exercise exercise, Class<?> type) throws IOException, InterruptedException {
    RunResult local =
        Engine.run(exercise, Submission.local(() -> Solutions.instance(type)), OPTIONS);
    Program program = compiler.compile(new Source(IMPORTS, cells(exercise), name(type) + "::new"));
    assertThat(program.problems()).isEmpty();
    for (Workers level : workers.values()) {
      RunResult remote = remote(level, exercise, program);
      assertThat(remote.isolation()).isEqualTo(level.level());
      assertThat(verdicts(remote)).as("at %s", level.level()).isEqualTo(verdicts(local));
    }
  }

  private static RunResult remote(Workers workers, Exercise exercise, Program program)
      throws InterruptedException {
    try (var submission = new RemoteSubmission(workers, exercise.contract(), program)) {
      return Engine.run(exercise, submission, OPTIONS);
    }
  }

  /** All that a learner reads but the line numbers, which the two count differently. */
  private static List<String> verdicts(RunResult result) {
    List<String> verdicts = new ArrayList<>();
    for (TestResult test : result.tests()) {
      String explanation = test.explanation().replaceAll(" \\((line|class|your) [^()]*\\)", "");
      verdicts.add(
          "%s %s %s: %s %s"
              .formatted(
                  test.method(), test.status(), test.points(), explanation, difference(test)));
    }
    return verdicts;
  }

  /** Nine digits: another Java's tanh may differ in the last one. */
  private static String difference(TestResult test) {
    Difference difference = test.comparison() == null ? null : test.comparison().difference();
    return difference == null
        ? ""
        : "%s %.9g %.9g %d of %d"
            .formatted(
                difference.index(),
                difference.expected(),
                difference.actual(),
                difference.count(),
                difference.total());
  }

  private static String contract(Exercise exercise) {
    return exercise.contract().getSimpleName();
  }

  private static String name(Class<?> type) {
    return type.getDeclaringClass().getSimpleName() + "." + type.getSimpleName();
  }

  /** The marks and the solutions as cells: the files without their packages. */
  private static List<String> cells(Exercise exercise) throws IOException {
    List<String> cells = new ArrayList<>(List.of(MARKS));
    for (String holder : Solutions.holders(exercise)) {
      Path file =
          FOLDERS.stream()
              .map(folder -> folder.resolve(holder.replace('.', '/') + ".java"))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      cells.add(Files.readString(file).replaceFirst("package [^;]+;", ""));
    }
    return cells;
  }
}
