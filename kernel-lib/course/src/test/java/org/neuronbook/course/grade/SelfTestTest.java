package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbook.course.Jdk;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.remote.Sandbox;

class SelfTestTest {
  private static final Path HOME = Path.of(System.getProperty("java.home"));

  private final List<String> lines = new ArrayList<>();

  /** Each level, in the Java that runs the tests and in one of another version. */
  static Stream<Arguments> machines() {
    // Only a program that is not installed is an excuse.
    List<Isolation> levels =
        Stream.of(Isolation.L1, Isolation.L2)
            .filter(
                level ->
                    Sandbox.obstacle(level).filter(text -> text.contains("is missing")).isEmpty())
            .toList();
    return Jdk.all().stream()
        .flatMap(jdk -> levels.stream().map(level -> arguments(level, jdk.home())));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void noAttackGainsAnythingAndEachHasItsReport(Isolation level, Path java)
      throws InterruptedException {
    var outcome = new SelfTest(level, java, lines::add).run(Attacks.all());
    assertThat(outcome.isSafe()).as(String.join("\n", lines)).isTrue();
    assertThat(outcome.text())
        .isEqualTo("ATTACKS %d, gains 0, reports %d".formatted(lines.size(), lines.size()));
    assertThat(lines).hasSizeGreaterThanOrEqualTo(40).allMatch(line -> line.startsWith("ok"));
  }

  @Test
  void aGainIsSeen() throws InterruptedException {
    String solves =
        """
        class Attack implements Ex00_1Centre {
          public double[] centre(double[] x) {
            double mean = Arrays.stream(x).average().orElse(0);
            return Arrays.stream(x).map(v -> v - mean).toArray();
          }
        }
        """;
    var outcome =
        new SelfTest(Isolation.L1, HOME, lines::add)
            .run(List.of(new Attack("solves it", Attacks.EXERCISE, solves, "", false)));
    assertThat(outcome.text()).isEqualTo("ATTACKS 1, gains 1, reports 1");
    assertThat(outcome.isSafe()).isFalse();
    assertThat(lines.get(0)).startsWith("GAIN solves it: 8.0 of 8.0 points, honestly 1.0");
  }

  @Test
  void aHarmlessTwinWithoutFullMarksIsSeen() throws InterruptedException {
    String honest = Attack.honest(exercise());
    var attack = new Attack("returns it", Attacks.EXERCISE, honest, honest, false);
    var outcome = new SelfTest(Isolation.L1, HOME, lines::add).run(List.of(attack));
    assertThat(outcome.isSafe()).isFalse();
    assertThat(lines.get(1)).startsWith("TWIN of returns it: harmless, but 1.0 of 8.0 points");
  }

  private static Exercise exercise() {
    return Catalogue.installed().stream()
        .filter(each -> each.id().equals(Attacks.EXERCISE))
        .findFirst()
        .orElseThrow();
  }
}
