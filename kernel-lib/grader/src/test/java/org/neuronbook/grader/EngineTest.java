package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Exercise SAMPLE =
      new Exercise("99.1", "Double", Sample.class, SampleGrading.class);
  private static final Sample RIGHT = x -> Arrays.stream(x).map(v -> 2 * v).toArray();

  @Test
  void givesAllPointsToARightSolution() throws InterruptedException {
    RunResult result = run(() -> RIGHT);
    assertThat(result.passed()).isTrue();
    assertThat(result.points()).isEqualTo(4).isEqualTo(result.maximum());
  }

  @Test
  void runsTheTestsInTheirOrderAndNamesThemAsSentences() throws InterruptedException {
    assertThat(run(() -> RIGHT).tests())
        .extracting(TestResult::name)
        .containsExactly("doubles three numbers", "leaves the input alone", "doubles anything");
  }

  @Test
  void reportsAWrongAnswerWithItsValues() throws InterruptedException {
    Sample unchanged = x -> x.clone();
    TestResult first = run(() -> unchanged).tests().get(0);
    assertThat(first.status()).isEqualTo(Status.FAIL);
    assertThat(first.points()).isZero();
    assertThat(first.maximum()).isEqualTo(1);
    assertThat(first.comparison().tried()).isEqualTo("twice([1, 2, 3])");
    assertThat((double[]) first.comparison().actual()).containsExactly(1, 2, 3);
    assertThat(first.comparison().difference()).isEqualTo(new Difference("[0]", 2, 1, 3, 3, 3));
    assertThat(first.explanation()).contains("2 times too small");
    assertThat(first.hints()).containsExactly("a question", "a formula", "a line");
  }

  @Test
  void givesNothingForUnwrittenCode() throws InterruptedException {
    Sample stub =
        x -> {
          throw new Todo("99.1");
        };
    RunResult result = run(() -> stub);
    assertThat(result.points()).isZero();
    assertThat(result.tests())
        .allSatisfy(
            test -> {
              assertThat(test.status()).isEqualTo(Status.TODO);
              assertThat(test.explanation()).contains("Exercise 99.1 is not written yet");
            });
  }

  @Test
  void givesNothingForATestThatSwallowsTheTodo() throws InterruptedException {
    var exercise = new Exercise("99.2", "Swallow", Sample.class, Swallowing.class);
    Sample stub =
        x -> {
          throw new Todo("99.2");
        };
    RunResult result = Engine.run(exercise, Submission.local(() -> stub), Options.practice(1));
    assertThat(result.tests()).extracting(TestResult::status).containsExactly(Status.TODO);
  }

  @GraderTests
  static class Swallowing {
    @Test
    void passesWhateverHappens(Sample learner) {
      try {
        learner.twice(new double[0]);
      } catch (RuntimeException ignored) {
        // What a careless grader test might do.
      }
    }
  }

  @Test
  void blamesTheLearnersExceptionOnTheLearnersLine() throws InterruptedException {
    Sample failing =
        x -> {
          throw new IllegalStateException("no idea");
        };
    TestResult first = run(() -> failing).tests().get(0);
    assertThat(first.status()).isEqualTo(Status.ERROR);
    assertThat(first.explanation())
        .startsWith("Your code threw IllegalStateException: no idea (line ")
        .endsWith(" of EngineTest.java).");
    assertThat(first.comparison().tried()).isEqualTo("twice([1, 2, 3])");
  }

  @Test
  void survivesAMethodThatCallsItselfWithoutEnd() throws InterruptedException {
    assertThat(run(Recursive::new).tests().get(0).explanation())
        .contains("StackOverflowError: does a method call itself without end?");
  }

  private static final class Recursive implements Sample {
    @Override
    public double[] twice(double[] x) {
      return twice(x);
    }
  }

  @Test
  void reportsExhaustedMemory() throws InterruptedException {
    Sample greedy =
        x -> {
          throw new OutOfMemoryError("Java heap space");
        };
    assertThat(run(() -> greedy).tests())
        .extracting(TestResult::status)
        .containsOnly(Status.MEMORY);
  }

  @Test
  void losesOnlyTheTestThatNeverEnds() throws InterruptedException {
    Sample endlessForThree =
        x -> {
          if (x.length == 3 && x[0] == 1) {
            waitForAnInterrupt();
          }
          return RIGHT.twice(x);
        };
    RunResult result = impatiently(() -> endlessForThree);
    assertThat(result.tests())
        .extracting(TestResult::status)
        .containsExactly(Status.TIMEOUT, Status.TIMEOUT, Status.PASS);
    assertThat(result.tests().get(0).explanation())
        .contains("Your code did not finish within 0.4 s: is there an endless loop?");
  }

  @Test
  void losesPatienceWithCodeThatHasHungOnce() throws InterruptedException {
    Sample endless =
        x -> {
          waitForAnInterrupt();
          return x;
        };
    assertThat(impatiently(() -> endless).tests().get(1).explanation())
        .contains("did not finish within 0.1 s");
  }

  private static void waitForAnInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void spin() {
    for (long i = 0; ; i++) {
      Thread.onSpinWait();
    }
  }

  @Test
  void stopsALoopThatIgnoresInterruptsWhereJavaStillCan() throws InterruptedException {
    var thread = new Thread[1];
    Sample endless =
        x -> {
          thread[0] = Thread.currentThread();
          spin();
          return x;
        };
    List<TestResult> tests = impatiently(() -> endless).tests();
    boolean goesOn = tests.get(0).explanation().contains("goes on in the background");
    if (!goesOn) {
      thread[0].join();
    }
    // From JDK 20 on nothing can stop it: the report says so, and no second loop is started.
    assertThat(thread[0].isAlive()).isEqualTo(goesOn);
    assertThat(tests.get(1).status()).isEqualTo(goesOn ? Status.NOT_RUN : Status.TIMEOUT);
  }

  @Test
  void endsAsleepingThreadByInterruptingIt() throws InterruptedException {
    var interrupted = new CountDownLatch(1);
    Sample waiting =
        x -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return x;
        };
    assertThat(impatiently(() -> waiting).tests().get(0).status()).isEqualTo(Status.TIMEOUT);
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void makesAFreshObjectForEveryTest() throws InterruptedException {
    var made = new AtomicInteger();
    run(
        () -> {
          made.incrementAndGet();
          return RIGHT;
        });
    assertThat(made).hasValue(3);
  }

  @Test
  void bringsTheSameRandomNumbersBackForTheSameSeed() throws InterruptedException {
    assertThat(randomInput(5)).isEqualTo(randomInput(5)).isNotEqualTo(randomInput(6));
  }

  private static double randomInput(long seed) throws InterruptedException {
    var seen = new double[1];
    Sample spy =
        x -> {
          seen[0] = x[0];
          return RIGHT.twice(x);
        };
    RunResult result = Engine.run(SAMPLE, Submission.local(() -> spy), Options.practice(seed));
    assertThat(result.tests().get(2).seed()).isEqualTo(seed);
    assertThat(result.tests().get(0).seed()).isNull();
    return seen[0];
  }

  @Test
  void keepsWhatTheCodePrintsWithItsTest() throws InterruptedException {
    Sample chatty =
        x -> {
          System.out.println("sees " + x.length);
          return RIGHT.twice(x);
        };
    List<TestResult> tests = run(() -> chatty).tests();
    assertThat(tests.get(0).printed()).isEqualToNormalizingNewlines("sees 3\n");
    assertThat(tests.get(2).printed()).isEqualToNormalizingNewlines("sees 1\n");
  }

  @Test
  void cutsAFloodOfOutput() throws InterruptedException {
    Sample flooding =
        x -> {
          for (int i = 0; i < 100_000; i++) {
            System.out.println("again and again");
          }
          return RIGHT.twice(x);
        };
    assertThat(run(() -> flooding).tests().get(0).printed())
        .hasSizeLessThan(CapturedOutput.LIMIT + 20)
        .endsWith("(cut)");
  }

  @Test
  void withholdsHiddenTestsWhenItGivesMarks() throws InterruptedException {
    Sample unchanged = x -> x.clone();
    TestResult hidden =
        Engine.run(SAMPLE, Submission.local(() -> unchanged), Options.marks(7)).tests().get(2);
    assertThat(hidden.status()).isEqualTo(Status.FAIL);
    assertThat(hidden.comparison()).isNull();
    assertThat(hidden.seed()).isNull();
    assertThat(hidden.explanation()).contains("hidden test");
  }

  @Test
  void admitsThatTheGraderItselfIsBroken() throws InterruptedException {
    var exercise = new Exercise("99.3", "Broken", Sample.class, Broken.class);
    RunResult result = Engine.run(exercise, Submission.local(() -> RIGHT), Options.practice(1));
    assertThat(result.points()).isZero();
    assertThat(result.tests())
        .allSatisfy(
            test ->
                assertThat(test.explanation())
                    .startsWith("The grader itself failed here, not your code."));
  }

  @GraderTests
  static class Broken {
    @Test
    @Order(1)
    void neverCallsTheCode(Sample learner) {}

    @Test
    @Order(2)
    void stumbles(Sample learner) {
      double[] x = learner.twice(new double[] {1});
      x[5] = 0;
    }

    @Test
    @Order(3)
    void wantsSomethingStrange(String nobodyKnows) {}
  }

  @Test
  void tellsVersions() throws InterruptedException {
    RunResult result = run(() -> RIGHT);
    assertThat(result.graderVersion()).matches("\\d+\\..*");
    assertThat(result.javaVersion()).isEqualTo(Runtime.version().toString());
  }

  @Test
  void passesAnInterruptOnInsteadOfFailingTests() throws InterruptedException {
    var running = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    Sample waiting =
        x -> {
          running.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            ended.countDown();
          }
          return x;
        };
    Thread cell = Thread.currentThread();
    new Thread(
            () -> {
              try {
                running.await();
              } catch (InterruptedException e) {
                return;
              }
              cell.interrupt();
            })
        .start();
    assertThatThrownBy(
            () -> Engine.run(SAMPLE, Submission.local(() -> waiting), Options.practice()))
        .isInstanceOf(InterruptedException.class);
    ended.await();
  }

  /** What hangs there was ended with its process, however long our thread takes to notice. */
  @Test
  void goesOnAfterAnEndlessLoopInAnotherProcess() throws InterruptedException {
    var released = new CountDownLatch(1);
    Submission elsewhere =
        new Submission() {
          @Override
          public Instance newInstance() {
            return (method, arguments) -> {
              while (released.getCount() > 0) {
                try {
                  released.await();
                } catch (InterruptedException | ThreadDeath notYet) {
                  // As a thread that waits for the end of a process.
                }
              }
              return null;
            };
          }

          @Override
          public Isolation isolation() {
            return Isolation.L1;
          }
        };
    var hasty = new Options(Duration.ofMillis(100), Duration.ofSeconds(5), 1, false, true);
    RunResult result = Engine.run(SAMPLE, elsewhere, hasty);
    released.countDown();
    assertThat(result.tests()).extracting(TestResult::status).containsOnly(Status.TIMEOUT);
    assertThat(result.tests().get(0).explanation()).doesNotContain("restart the kernel");
  }

  private static RunResult run(Supplier<?> solution) throws InterruptedException {
    return Engine.run(SAMPLE, Submission.local(solution), Options.practice(1));
  }

  private static RunResult impatiently(Supplier<?> solution) throws InterruptedException {
    return Engine.run(SAMPLE, Submission.local(solution), quick());
  }

  /** For code that hangs on purpose; too short for any other. */
  private static Options quick() {
    return new Options(Duration.ofMillis(400), Duration.ofSeconds(20), 1, true, true);
  }
}
