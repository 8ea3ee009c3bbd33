package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static final Catalogues CATALOGUES =
      Catalogues.of(
          List.of(
              new Catalogue() {
                @Override
                public List<Exercise> exercises() {
                  return List.of(
                      new Exercise("99.1", "Double", Sample.class, SampleGrading.class),
                      new Exercise("98.3", "Other", Other.class, OtherTests.class));
                }

                @Override
                public List<String> imports() {
                  return List.of("a.b.*");
                }
              }));
  private static final Sample RIGHT = x -> Arrays.stream(x).map(v -> 2 * v).toArray();
  private static final Sample WRONG = x -> x.clone();

  /** Another contract. */
  public interface Other {
    double half(double x);
  }

  @GraderTests
  static class OtherTests {}

  @Test
  void greetsAFullScoreWithOneLine() {
    CheckReport report = check("99.1", () -> RIGHT);
    assertThat(report.passed()).isTrue();
    assertThat(report.points()).isEqualTo(4);
    assertThat(report).hasToString("✓ 99.1  4 of 4 points: every test passed. Well done!");
  }

  @Test
  void startsWithTheScoreAndWhatIsLeft() {
    assertThat(check("99.1", () -> WRONG).summary())
        .isEqualTo("99.1  2 of 4 points - 2 tests to go");
  }

  @Test
  void suggestsTheIdThatWasMeant() {
    assertThat(check("99_1", () -> RIGHT).problem()).contains("Did you mean \"99.1\"?");
    assertThat(check("98.4", () -> RIGHT).problem()).contains("Did you mean \"98.3\"?");
    assertThat(check("nonsense", () -> RIGHT).problem()).contains("These exist: 99.1, 98.3.");
    assertThat(check(null, () -> RIGHT).problem()).contains("There is no exercise");
  }

  @Test
  void namesTheInterfaceThatIsMissing() {
    assertThat(check("99.1", Object::new).problem())
        .isEqualTo(
            "Object does not implement Sample, the interface of exercise 99.1. Write: class MyClass"
                + " implements Sample { public double[] twice(double[] x) { ... } }");
  }

  @Test
  void noticesThatAnotherExerciseWasMeant() {
    Other other = x -> x / 2;
    assertThat(check("99.1", () -> other).problem())
        .contains("It implements Other: did you mean check(\"98.3\", ...)?");
  }

  @Test
  void explainsNullAndABrokenConstructor() {
    assertThat(check("99.1", () -> null).problem()).contains("You handed in null");
    assertThat(
            check(
                    "99.1",
                    () -> {
                      throw new IllegalStateException("no weights");
                    })
                .problem())
        .contains("Making your object failed")
        .contains("no weights");
  }

  @Test
  void acceptsAClassAndAnObject() {
    // No catalogue is installed here: what matters is that all forms compile and answer.
    assertThat(Check.check("99.1", Doubling.class).problem()).contains("no exercises");
    assertThat(Check.check("99.1", new Doubling()).problem()).contains("no exercises");
    assertThat(Check.check("99.1", Doubling::new).problem()).contains("no exercises");
    assertThat(Check.check("99.1", (Sample) x -> x).problem()).contains("no exercises");
    assertThat(Check.check("99.1", Doubling::new, 5).problem()).contains("no exercises");
    assertThat(Check.check("99.1", new Doubling(), 5).problem()).contains("no exercises");
  }

  private static final class Doubling implements Sample {
    @Override
    public double[] twice(double[] x) {
      return RIGHT.twice(x);
    }
  }

  @Test
  void opensOneHintMoreWithEachFailure() {
    var exercise = Catalogues.of(List.of(catalogueOf("97.1")));
    for (int failures = 1; failures <= 4; failures++) {
      CheckReport report = Check.grade(exercise, "97.1", () -> WRONG, Options.practice(1));
      assertThat(report.hints(report.first().orElseThrow()))
          .containsExactlyElementsOf(
              List.of("a question", "a formula", "a line").subList(0, Math.min(3, failures)));
    }
  }

  @Test
  void opensNoHintForCodeThatIsNotWritten() {
    var exercise = Catalogues.of(List.of(catalogueOf("97.2")));
    Sample stub =
        x -> {
          throw new Todo("97.2");
        };
    CheckReport report = Check.grade(exercise, "97.2", () -> stub, Options.practice(1));
    assertThat(report.hints(report.first().orElseThrow())).isEmpty();
    assertThat(report.toString()).contains("is not written yet: replace the line");
  }

  @Test
  void listsTheNotebooksImports() {
    assertThat(CheckExtension.imports(CATALOGUES))
        .isEqualTo(
            """
            import static org.neuronbook.grader.Check.*;
            import org.neuronbook.grader.Todo;
            import a.b.*;""");
  }

  private static Catalogue catalogueOf(String id) {
    return new Catalogue() {
      @Override
      public List<Exercise> exercises() {
        return List.of(new Exercise(id, "Double", Sample.class, SampleGrading.class));
      }

      @Override
      public List<String> imports() {
        return List.of();
      }
    };
  }

  private static CheckReport check(String id, Supplier<?> implementation) {
    return Check.grade(CATALOGUES, id, implementation, Options.practice(1));
  }
}
