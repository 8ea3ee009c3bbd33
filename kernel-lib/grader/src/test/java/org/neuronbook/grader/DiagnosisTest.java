package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static final Exercise SAMPLE =
      new Exercise("99.1", "Double", Sample.class, SampleGrading.class);
  private static final Options MARKS = Options.marks(5);

  @Test
  void namesTheKnownMistakeInTheFirstTestThatFailed() throws InterruptedException {
    Sample triples = each(v -> v + v + v);
    List<TestResult> tests = run(triples, Options.practice(1)).tests();
    assertThat(tests.get(0).explanation())
        .startsWith("Every value is 1.5 times too large")
        .endsWith(" This behaves like a solution that triples.");
    assertThat(tests.get(2).passed()).isFalse();
    assertThat(tests.get(2).explanation()).doesNotContain("behaves like");
  }

  @Test
  void recognisesAMistakeThatIsComputedInAnotherWay() throws InterruptedException {
    assertThat(diagnosis(each(v -> 3 * v * (1 + 1e-12)))).contains("that triples.");
    assertThat(diagnosis(each(v -> 3 * v * (1 + 1e-6)))).isEmpty();
  }

  @Test
  void saysTheSameWithEverySeed() throws InterruptedException {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(run(each(v -> 3 * v), Options.practice(seed)).tests().get(0).explanation())
          .contains("that triples.");
    }
  }

  @Test
  void saysNothingIfTwoMistakesFit() throws InterruptedException {
    Sample three = x -> new double[] {x.length == 3 ? 3 : x[0]};
    assertThat(diagnosis(three)).isEmpty();
  }

  @Test
  void saysNothingIfOneTestDiffers() throws InterruptedException {
    Sample triplesThree = x -> each(v -> x.length == 3 ? 3 * v : 4 * v).twice(x);
    assertThat(diagnosis(triplesThree)).isEmpty();
    Sample writes =
        x -> {
          double[] result = each(v -> 3 * v).twice(x);
          x[0] = 0;
          return result;
        };
    assertThat(diagnosis(writes)).isEmpty();
  }

  @Test
  void recognisesExceptionsWhateverTheirLine() throws InterruptedException {
    Sample fails =
        x -> {
          throw new IllegalStateException("not two numbers");
        };
    Sample otherwise =
        x -> {
          throw new IllegalStateException("not three numbers");
        };
    assertThat(diagnosis(fails)).contains("that fails on two numbers.");
    assertThat(diagnosis(otherwise)).isEmpty();
  }

  @Test
  void saysNothingOfRightSolutions() throws InterruptedException {
    assertThat(diagnosis(each(v -> 2 * v))).isEmpty();
  }

  @Test
  void saysNothingOfUnwrittenAndOfEndlessCode() throws InterruptedException {
    Sample todo =
        x -> {
          throw new Todo("99.1");
        };
    Sample endless =
        x -> {
          while (true) {
            Thread.onSpinWait();
          }
        };
    assertThat(diagnosis(todo)).isEmpty();
    var hasty = new Options(Duration.ofMillis(100), Duration.ofSeconds(1), 1, true, true);
    assertThat(run(endless, hasty).tests())
        .noneMatch(test -> test.explanation().contains("behaves like"));
  }

  @Test
  void tellsNothingOfHiddenInputs() throws InterruptedException {
    TestResult hidden = run(each(v -> v < 1 ? 0 : 2 * v), MARKS).tests().get(2);
    assertThat(hidden.explanation())
        .isEqualTo(
            "This is a hidden test: its inputs and values are not shown."
                + " This behaves like a solution that forgets what is below one.");
    assertThat(hidden.comparison()).isNull();
  }

  private static Sample each(DoubleUnaryOperator f) {
    return x -> Arrays.stream(x).map(f).toArray();
  }

  /** All explanations that name a mistake, or an empty text. */
  private static String diagnosis(Sample solution) throws InterruptedException {
    return String.join(
        "",
        run(solution, MARKS).tests().stream()
            .map(TestResult::explanation)
            .filter(text -> text.contains("behaves like"))
            .toList());
  }

  private static RunResult run(Sample solution, Options options) throws InterruptedException {
    return Engine.run(SAMPLE, Submission.local(() -> solution), options);
  }
}
