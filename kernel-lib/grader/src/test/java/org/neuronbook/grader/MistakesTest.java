package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What beginners do wrong, and what a check says to it: where it is and what to do. */
class MistakesTest {
  private static final Catalogues CATALOGUES =
      Catalogues.of(
          List.of(
              new Catalogue() {
                @Override
                public List<Exercise> exercises() {
                  return List.of(
                      new Exercise("95.1", "Double", Sample.class, SampleGrading.class),
                      new Exercise("94.2", "Other", Other.class, OtherTests.class));
                }

                @Override
                public List<String> imports() {
                  return List.of();
                }
              }));

  /** Another contract. */
  public interface Other {
    double half(double x);
  }

  @GraderTests
  static class OtherTests {}

  static final class NeedsSize implements Sample {
    NeedsSize(int size) {}

    @Override
    public double[] twice(double[] x) {
      return x;
    }
  }

  abstract static class Unfinished implements Sample {}

  static final class BrokenField implements Sample {
    final double[] weights = new double[1];

    {
      weights[weights.length] = 1;
    }

    @Override
    public double[] twice(double[] x) {
      return x;
    }
  }

  static final class Forgot {
    double[] twice(double[] x) {
      return x;
    }
  }

  private static Arguments mistake(String what, String id, Object handedIn, String... says) {
    return Arguments.of(what, id, HandedIn.supplier(handedIn), List.of(says));
  }

  private static Sample sample(Sample made) {
    return made;
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("comma", "95,1", sample(x -> x), "no exercise \"95,1\"", "mean \"95.1\"?"),
        mistake("name", "Ex95_1", sample(x -> x), "Did you mean \"95.1\"?"),
        mistake("lesson only", "95", sample(x -> x), "Did you mean \"95.1\"?"),
        mistake("nonsense", "next please", sample(x -> x), "These exist: 95.1, 94.2."),
        mistake("no id", null, sample(x -> x), "There is no exercise"),
        mistake("null", "95.1", null, "You handed in null", "check(\"95.1\", MyClass::new)"),
        mistake("text", "95.1", "Mine", "String does not implement Sample", "class MyClass"),
        mistake("number", "95.1", 7, "Integer does not implement Sample", "twice(double[] x)"),
        mistake(
            "other exercise",
            "95.1",
            (Other) x -> x / 2,
            "does not implement Sample, the interface of exercise 95.1",
            "did you mean check(\"94.2\", ...)?"),
        mistake("no implements", "95.1", Forgot.class, "Write: class Forgot implements Sample"),
        mistake(
            "constructor with parameters",
            "95.1",
            NeedsSize.class,
            "NeedsSize has no constructor without parameters",
            "() -> new NeedsSize(...)"),
        mistake("abstract", "95.1", Unfinished.class, "Unfinished is abstract", "write all of its"),
        mistake(
            "field that throws",
            "95.1",
            BrokenField.class,
            "Making your object failed: ArrayIndexOutOfBoundsException"),
        mistake(
            "not written",
            "95.1",
            (Supplier<Object>)
                () -> {
                  throw new Todo("95.1");
                },
            "is not written yet: replace the line"),
        mistake(
            "constructor that never ends",
            "95.1",
            (Supplier<Object>)
                () -> {
                  while (true) {
                    Thread.onSpinWait();
                  }
                },
            "Making your object did not finish within 0.2 s",
            "endless loop in the constructor"),
        mistake("result null", "95.1", sample(x -> null), "twice([1, 2, 3])", "null"),
        mistake(
            "result empty",
            "95.1",
            sample(x -> new double[0]),
            "twice([1, 2, 3])",
            "Expected 3 values, got 0"),
        mistake(
            "NaN", "95.1", sample(x -> new double[] {0 / 0.0, 4, 6}), "twice([1, 2, 3])", "NaN"),
        mistake(
            "index",
            "95.1",
            sample(x -> new double[] {x[3]}),
            "Index 3 out of bounds for length 3",
            "line"),
        mistake(
            "changes its input",
            "95.1",
            sample(
                x -> {
                  for (int i = 0; i < x.length; i++) {
                    x[i] *= 2;
                  }
                  return x;
                }),
            "leaves the input alone",
            "x"),
        mistake(
            "recursion without end",
            "95.1",
            new Sample() {
              @Override
              public double[] twice(double[] x) {
                return twice(x);
              }
            },
            "does a method call itself without end?"),
        mistake(
            "endless loop",
            "95.1",
            sample(
                x -> {
                  while (x.length > 0) {
                    Thread.onSpinWait();
                  }
                  return x;
                }),
            "did not finish within 0.2 s: is there an endless loop?"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isMetWithWhereAndWhatToDo(String what, String id, Supplier<?> handedIn, List<String> says) {
    var limit = Duration.ofMillis(200);
    var options = new Options(limit, limit.multipliedBy(10), 1, true, true);
    CheckReport report = Check.grade(CATALOGUES, id, handedIn, options);
    assertThat(report.passed()).isFalse();
    assertThat(report.toString()).contains(says).doesNotContain("grader itself failed", "java.");
    assertThat(report.html()).doesNotContain("grader itself failed");
  }
}
