package org.neuronbook.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The code of lesson 00 against the library. */
class Lesson00Test {
  private static final LessonText LESSON = LessonText.read("00-start-here", "lesson.md");

  private static LessonShell shell;

  @BeforeAll
  static void runTheCellsOfTheLesson() {
    shell = new LessonShell().run(LESSON.cell("mean"));
  }

  @AfterAll
  static void close() {
    shell.close();
  }

  @Test
  void theMeanOfTheTemperaturesIsAWholeNumber() {
    assertThat(shell.number("mean(celsius)")).isEqualTo(14);
  }

  @Test
  void handWrittenMeanEqualsTheLibrarysOnRandomNumbers() {
    shell.run(
        """
        double worst(int cases) {
          double worst = 0;
          for (int seed = 0; seed < cases; seed++) {
            Rng rng = Rng.of(seed);
            double[] x = Tensor.randn(rng, 1 + rng.nextInt(50)).mul(100).toArray();
            worst = Math.max(worst, Math.abs(mean(x) - Tensor.of(x).mean().item()));
          }
          return worst;
        }
        """);
    assertThat(shell.number("worst(100)"))
        .as("largest difference between the lesson's mean and the library's")
        .isLessThan(1e-12);
  }

  @Test
  void subtractingTheFirstValueIsRightForASingleValueAndWrongForTwo() {
    // FirstTry implements a contract of the exercises, whose package a notebook imports.
    shell.run(
        "import org.neuronbook.exercises.*;",
        LESSON.cell("wrong-on-purpose"),
        "double last(double... x) { return new FirstTry().centre(x)[x.length - 1]; }");
    assertThat(shell.number("last(7.25)")).isCloseTo(0, within(0.0));
    assertThat(shell.number("last(1, 2)")).isEqualTo(1);
  }
}
