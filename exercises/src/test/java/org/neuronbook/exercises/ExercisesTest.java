package org.neuronbook.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Hidden;
import org.neuronbook.grader.Hint;
import org.neuronbook.grader.Lesson;
import org.neuronbook.grader.Points;
import org.neuronbook.grader.Seeded;

class ExercisesTest {
  private final List<Exercise> exercises = new Exercises().exercises();

  @Test
  void areFoundByTheGrader() {
    assertThat(Catalogue.installed()).isEqualTo(exercises);
  }

  /** So that no exercise escapes the proofs that go through the list. */
  @Test
  void areAllThatHaveTests() throws IOException, URISyntaxException {
    Path classes = Path.of(Exercises.class.getResource("Exercises.class").toURI()).getParent();
    try (Stream<Path> files = Files.list(classes)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.matches("Ex[^$]*Test\\.class"))
                  .map(name -> name.replace(".class", "")))
          .containsExactlyInAnyOrderElementsOf(
              exercises.stream().map(exercise -> exercise.tests().getSimpleName()).toList());
    }
  }

  @Test
  void bearTheirIdInTheirNames() {
    assertThat(exercises)
        .allSatisfy(
            exercise -> {
              String prefix = "Ex" + exercise.id().replace('.', '_');
              String contract = exercise.contract().getSimpleName();
              assertThat(contract).startsWith(prefix);
              assertThat(contract.charAt(prefix.length())).isUpperCase();
              assertThat(exercise.tests().getSimpleName()).isEqualTo(contract + "Test");
            });
  }

  @Test
  void standInTheOrderOfTheLessons() {
    assertThat(exercises).extracting(Exercise::id).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void belongToLessonsThatAreThere() throws IOException {
    for (Lesson lesson : new Exercises().lessons()) {
      String slug = lesson.notebook().replace(".ipynb", "");
      assertThat(Files.readString(Path.of("../lessons", slug, "lesson.md")))
          .contains("\n# %s · %s\n".formatted(lesson.id(), lesson.title()));
    }
    assertThat(exercises.stream().map(Exercise::lesson).distinct())
        .containsExactlyElementsOf(new Exercises().lessons().stream().map(Lesson::id).toList());
  }

  @Test
  void givePointsAndThreeHintsInEveryTest() {
    assertThat(tests())
        .isNotEmpty()
        .allSatisfy(
            test -> {
              assertThat(test.isAnnotationPresent(Points.class)).as("points").isTrue();
              assertThat(test.getAnnotation(Points.class).value()).isPositive();
              assertThat(test.isAnnotationPresent(Hint.class)).as("hints").isTrue();
              assertThat(test.getAnnotation(Hint.class).value()).hasSize(3);
            });
  }

  @Test
  void hideOnlyWhatIsDrawnAtRandom() {
    assertThat(tests().stream().filter(test -> test.isAnnotationPresent(Hidden.class)))
        .allSatisfy(
            test ->
                assertThat(test.getParameters())
                    .anyMatch(parameter -> parameter.isAnnotationPresent(Seeded.class)));
  }

  /** Two tests of one order would run in an order that nobody chose. */
  @Test
  void numberTheirTests() {
    for (Exercise exercise : exercises) {
      List<Integer> numbers = tests(exercise).map(ExercisesTest::number).sorted().toList();
      Set<Integer> distinct = new TreeSet<>(numbers);
      assertThat(distinct).as(exercise.id()).hasSameSizeAs(numbers);
    }
  }

  private static int number(Method test) {
    return test.getAnnotation(org.junit.jupiter.api.Order.class).value();
  }

  private List<Method> tests() {
    return exercises.stream().flatMap(ExercisesTest::tests).toList();
  }

  private static Stream<Method> tests(Exercise exercise) {
    return Arrays.stream(exercise.tests().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class));
  }
}
