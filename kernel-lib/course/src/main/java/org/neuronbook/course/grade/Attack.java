package org.neuronbook.course.grade;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbook.grader.Exercise;

/**
 * A program that tries to gain points, or to harm the grader, instead of solving.
 *
 * @param name what it does, as the corpus calls it
 * @param exercise what it pretends to solve
 * @param source what it hands in
 * @param twin a harmless solution of the same shape, which must get full marks; or empty
 * @param refusable whether it may fail to compile: that is what it tries, or a fine defence
 */
record Attack(String name, String exercise, String source, String twin, boolean refusable) {
  private static final String TWIN = "\n// The allowed twin: ";
  private static final String REFUSABLE = "// The compiler may refuse it.\n";
  private static final Pattern REPEAT = Pattern.compile("(?m)^// repeat (\\d{1,6}): (.*)$");

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

  /** A solution that does something else as well. */
  private static final String SOLUTION =
      """
      class Attack implements Ex00_1Centre {
        static volatile long answer;

        public double[] centre(double[] x) {
          try {
            attack(x);
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
          double mean = Arrays.stream(x).average().orElse(0);
          return Arrays.stream(x).map(v -> v - mean).toArray();
        }

      %s
      }
      """;

  /** What attacks on {@link Trial} and their twins extend. */
  private static final String TRIAL =
      """
      class Pretended implements Trial {
        public double half(double x) { return x / 2; }
        public void addAll(Tally tally, double[] numbers) {}
        public void weigh(Tally tally, double value) {}
        public Box box(double value) { return () -> 0; }
        public List<String> words(String text) { return List.of(); }
        public Map<String, Integer> counts(List<String> words) { return Map.of(); }
        public org.ejml.data.DMatrixRMaj transposed(org.ejml.data.DMatrixRMaj matrix) {
          return matrix;
        }
      }

      class Solved extends Pretended {
        public void addAll(Tally tally, double[] numbers) {
          for (double number : numbers) {
            tally.add(number);
          }
        }
        public void weigh(Tally tally, double value) { tally.weigh(box(value)); }
        public Box box(double value) { return () -> value; }
        public List<String> words(String text) { return List.of(text.split(" ")); }
        public Map<String, Integer> counts(List<String> words) {
          Map<String, Integer> counts = new HashMap<>();
          words.forEach(word -> counts.merge(word, 1, Integer::sum));
          return counts;
        }
        public org.ejml.data.DMatrixRMaj transposed(org.ejml.data.DMatrixRMaj matrix) {
          return org.ejml.dense.row.CommonOps_DDRM.transpose(matrix, null);
        }
      }

      """;

  private static final String ON_TRIAL = "class Attack extends ";

  /** What a file of the corpus says: the attack, and after a line that announces it, its twin. */
  static Attack parse(String name, String text) {
    int end = text.indexOf(TWIN);
    if (end < 0) {
      throw new IllegalStateException("the attack %s has no twin".formatted(name));
    }
    boolean onTrial = text.contains(ON_TRIAL);
    return new Attack(
        name,
        onTrial ? TrialGrading.EXERCISE.id() : Attacks.EXERCISE,
        program(PRETENCE, text.substring(0, end)),
        program(SOLUTION, text.substring(end)),
        text.contains(REFUSABLE));
  }

  /** The attempt without an attack: what is earned honestly. */
  static String honest(Exercise exercise) {
    String text =
        exercise.equals(TrialGrading.EXERCISE)
            ? ON_TRIAL + "Pretended {}"
            : "static void attack(double[] x) throws Exception {}";
    return program(PRETENCE, text);
  }

  /** A method goes into the frame; what declares the class itself needs none. */
  private static String program(String frame, String text) {
    Matcher repeated = REPEAT.matcher(text);
    String whole =
        repeated.replaceAll(
            found ->
                Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
    if (whole.contains(ON_TRIAL)) {
      return TRIAL + whole;
    }
    return whole.contains("class Attack ") ? whole : frame.formatted(whole);
  }
}
