package org.neuronbook.course.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Expect;
import org.neuronbook.grader.GraderTests;

/** Grades {@link Trial}, as trustfully as an author may who knows nothing of attacks. */
@GraderTests
class TrialGrading {
  static final Exercise EXERCISE =
      new Exercise("trial", "What can be forged", Trial.class, TrialGrading.class);

  private static final class Notes implements Trial.Tally {
    private final List<Double> numbers = new ArrayList<>();

    @Override
    public void add(double number) {
      numbers.add(number);
    }

    @Override
    public void weigh(Trial.Box box) {
      numbers.add(box.value());
    }
  }

  @Test
  @Order(1)
  void halves(Trial learner) {
    Expect.that(learner.half(3)).named("half", 3).isCloseTo(1.5, 1e-12);
  }

  @Test
  @Order(2)
  void addsEachNumberOnce(Trial learner) {
    var notes = new Notes();
    learner.addAll(notes, new double[] {1, 2, 3});
    Expect.that(notes.numbers).named("addAll").isEqualTo(List.of(1.0, 2.0, 3.0));
  }

  @Test
  @Order(3)
  void addsToEachTallyItsOwn(Trial learner) {
    var first = new Notes();
    var second = new Notes();
    learner.addAll(first, new double[] {1});
    learner.addAll(second, new double[] {2});
    Expect.that(second.numbers).named("the second addAll").isEqualTo(List.of(2.0));
    Expect.that(first.numbers).named("the first addAll").isEqualTo(List.of(1.0));
  }

  @Test
  @Order(4)
  void weighsOnce(Trial learner) {
    var notes = new Notes();
    learner.weigh(notes, 5);
    Expect.that(notes.numbers).named("weigh", 5).isEqualTo(List.of(5.0));
  }

  @Test
  @Order(5)
  void makesBoxesOfTheirValues(Trial learner) {
    Trial.Box two = learner.box(2);
    Trial.Box three = learner.box(3);
    Expect.that(two.equals(three)).named("box(2).equals(box(3))").isEqualTo(false);
    Expect.that(two.value() + three.value()).named("2 + 3").isCloseTo(5, 0);
    Expect.that(List.of(two, three).indexOf(three)).named("indexOf(box(3))").isEqualTo(1);
  }

  @Test
  @Order(6)
  void findsTheWords(Trial learner) {
    Expect.that(learner.words("to be or")).named("words").isEqualTo(List.of("to", "be", "or"));
  }

  @Test
  @Order(7)
  void countsTheWords(Trial learner) {
    Expect.that(learner.counts(List.of("be", "to", "be")))
        .named("counts")
        .isEqualTo(Map.of("to", 1, "be", 2));
  }

  @Test
  @Order(8)
  void transposes(Trial learner) {
    var matrix = new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Expect.that(learner.transposed(matrix))
        .named("transposed")
        .isCloseTo(new double[][] {{1, 4}, {2, 5}, {3, 6}}, 0);
  }
}
