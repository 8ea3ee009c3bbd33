package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A process that ends is never what a test was waiting for. */
class SubmissionLostTest {
  @GraderTests
  static class ExpectsAnException {
    @Test
    void wantsARefusal(Sample learner) {
      try {
        learner.twice(null);
      } catch (RuntimeException expected) {
        return;
      }
      throw Expect.fail("twice(null)", "an exception", "none", "Refuse null.");
    }
  }

  private static final Exercise EXERCISE =
      new Exercise("00.1", "Refuse", Sample.class, ExpectsAnException.class);

  @Test
  void aTestThatExpectsAnExceptionIsNotContentWithAnExit() throws InterruptedException {
    Submission ends =
        () ->
            (method, arguments) -> {
              throw new SubmissionLost(Status.EXITED, "Your code ended its process.");
            };
    TestResult result = Engine.run(EXERCISE, ends, Options.practice(1)).tests().get(0);
    assertThat(result.status()).isEqualTo(Status.EXITED);
    assertThat(result.points()).isZero();
    assertThat(result.explanation()).isEqualTo("Your code ended its process.");
    assertThat(result.comparison().tried()).isEqualTo("twice(null)");
  }

  @Test
  void anExceptionOfTheLearnersIsWhatItWaitsFor() throws InterruptedException {
    Sample refuses =
        x -> {
          throw new IllegalArgumentException("x is null");
        };
    assertThat(Engine.run(EXERCISE, Submission.local(() -> refuses), Options.practice(1)).passed())
        .isTrue();
  }
}
