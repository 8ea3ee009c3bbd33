package org.neuronbook.course.grade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The corpus of programs that try to gain points, or to harm the grader, instead of solving. */
final class Attacks {
  /** The exercise that they pretend to solve. */
  static final String EXERCISE = "00.1";

  /** What an attack hands in. */
  static final String IMPLEMENTATION = "Attack::new";

  /** An attempt that earns a little: what an attack must not add to. */
  private static final String PRETENCE =
      """
      class Attack implements Ex00_1Centre {
        static volatile long answer;

        public double[] centre(double[] x) {
          try {
            attack(x);
          } catch (Exception | LinkageError failed) {
          }
          return x.clone();
        }

      %s
      }
      """;

  private Attacks() {}

  /** The sources of all attacks by their names. */
  static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    read("index.txt")
        .lines()
        .forEach(name -> all.put(name, PRETENCE.formatted(read(name + ".jsh"))));
    return all;
  }

  /** The same without the attack: what is earned honestly. */
  static String honest() {
    return PRETENCE.formatted("static void attack(double[] x) throws Exception {}");
  }

  private static String read(String file) {
    try (InputStream in = Attacks.class.getResourceAsStream("attacks/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the corpus lacks " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
