package org.neuronbook.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Engine;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Misconception;
import org.neuronbook.grader.Misconceptions;
import org.neuronbook.grader.Options;
import org.neuronbook.grader.Submission;
import org.neuronbook.grader.TestResult;
import org.neuronbook.misconceptions.Wrong;

/**
 * Each wrong solution is recognised, with other seeds than those of {@link KillTableTest}; right
 * ones and answers that are wrong in no known way are not taken for one.
 */
class MisconceptionsTest {
  private static final String CLAIM = "This behaves like a solution that ";

  @TestFactory
  Stream<DynamicTest> everyWrongSolutionIsRecognisedAsItself() {
    return Catalogue.installed().stream()
        .flatMap(
            exercise ->
                Solutions.of(exercise).marked(Wrong.class).stream()
                    .map(
                        type ->
                            dynamicTest(
                                exercise.id() + " " + type.getSimpleName(),
                                () -> recognised(exercise, type))));
  }

  private static void recognised(Exercise exercise, Class<?> type) throws InterruptedException {
    String why = type.getAnnotation(Wrong.class).why();
    for (long seed : new long[] {271828, 314159}) {
      assertThat(claims(exercise, () -> Solutions.instance(type), Options.practice(seed)))
          .containsExactly(CLAIM + why + ".");
    }
  }

  @Test
  void theGraderKnowsThemAll() {
    for (Exercise exercise : Catalogue.installed()) {
      assertThat(Misconceptions.installed(exercise))
          .extracting(Misconception::type)
          .isEqualTo(Solutions.of(exercise).marked(Wrong.class));
    }
  }

  @Test
  void rightSolutionsAreTakenForNone() throws InterruptedException {
    for (Exercise exercise : Catalogue.installed()) {
      for (Class<?> type : Solutions.of(exercise).all()) {
        if (!type.isAnnotationPresent(Wrong.class)) {
          assertThat(claims(exercise, () -> Solutions.instance(type), Options.practice(271828)))
              .as(type.getSimpleName())
              .isEmpty();
        }
      }
    }
  }

  /** The reference with noise in every number that it gives. */
  @Test
  void answersThatAreWrongInNoKnownWayAreTakenForNone() throws InterruptedException {
    for (Exercise exercise : Catalogue.installed()) {
      Class<?> reference = Solutions.of(exercise).marked(Reference.class).get(0);
      for (long seed = 1; seed <= 5; seed++) {
        var noise = new Random(seed);
        Object noisy =
            Proxy.newProxyInstance(
                exercise.contract().getClassLoader(),
                new Class<?>[] {exercise.contract()},
                (proxy, method, arguments) ->
                    noisy(method.invoke(Solutions.instance(reference), arguments), noise));
        Options options = Options.practice(seed);
        assertThat(Engine.run(exercise, Submission.local(() -> noisy), options).passed()).isFalse();
        assertThat(claims(exercise, () -> noisy, options)).as(exercise.id()).isEmpty();
      }
    }
  }

  private static Object noisy(Object value, Random noise) throws ReflectiveOperationException {
    if (value instanceof Double number) {
      return number + noise.nextGaussian();
    }
    if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        Array.set(value, i, noisy(Array.get(value, i), noise));
      }
      return value;
    }
    RecordComponent[] components = value.getClass().getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      types[i] = components[i].getType();
      values[i] = noisy(components[i].getAccessor().invoke(value), noise);
    }
    return value.getClass().getDeclaredConstructor(types).newInstance(values);
  }

  private static List<String> claims(Exercise exercise, Supplier<?> solution, Options options)
      throws InterruptedException {
    return Engine.run(exercise, Submission.local(solution), options).tests().stream()
        .map(TestResult::explanation)
        .filter(text -> text.contains(CLAIM))
        .map(text -> text.substring(text.indexOf(CLAIM)))
        .toList();
  }
}
