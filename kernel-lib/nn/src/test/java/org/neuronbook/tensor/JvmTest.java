package org.neuronbook.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same products in JVMs that are started with other options. */
class JvmTest {
  private static final String VECTOR = "--add-modules=jdk.incubator.vector";
  private static final String THREADS = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=";

  @Test
  void oneTwoAndFourThreadsGiveTheSameBits() throws Exception {
    List<String> one = run(VECTOR, THREADS + 0);
    List<String> two = run(VECTOR, THREADS + 1);
    List<String> four = run(VECTOR, THREADS + 3);
    assertThat(one.get(0)).isEqualTo("Java Vector API, 1 thread, float64");
    assertThat(two.get(0)).isEqualTo("Java Vector API, 2 threads, float64");
    assertThat(four.get(0)).isEqualTo("Java Vector API, 4 threads, float64");
    assertThat(two.subList(1, two.size())).isEqualTo(one.subList(1, one.size()));
    assertThat(four.subList(1, four.size())).isEqualTo(one.subList(1, one.size()));
  }

  @Test
  void withoutTheVectorModuleTheNumbersAreTheSameToRounding() throws Exception {
    List<String> vector = run(VECTOR);
    List<String> plain = run("-Dnothing=here");
    assertThat(plain.get(0)).startsWith("plain Java (start the JVM with --add-modules");
    assertThat(plain).hasSameSizeAs(vector);
    for (int i = 1; i < plain.size(); i++) {
      double[] got = numbers(plain.get(i));
      double[] expected = numbers(vector.get(i));
      assertThat(got).hasSameSizeAs(expected);
      for (int j = 0; j < got.length; j++) {
        assertThat(got[j])
            .as("line %d, number %d", i, j)
            .isEqualTo(expected[j], within(1e-12 * Math.max(1, Math.abs(expected[j]))));
      }
    }
  }

  @Test
  void choosingTheEngineSaysNothingOnStandardError() throws Exception {
    assertThat(run("-Dnothing=here")).noneMatch(line -> line.contains("dev.ludovic"));
  }

  private static double[] numbers(String line) {
    String[] words = line.substring(0, line.indexOf(" bits")).split(" ");
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  /** Runs ProductsProgram in a new JVM and returns what it prints. */
  private static List<String> run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ProductsProgram.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8)
            .lines()
            // The JVM announces every incubating module.
            .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
            .toList();
    assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
    return lines;
  }
}
