package org.neuronbook.grader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a test tried and saw, as label and text: the same content for every kind of report. */
public final class Detail {
  /**
   * One row.
   *
   * @param code whether the text is a value or a call, to be set in a fixed-width font
   */
  public record Row(String label, String text, boolean code) {}

  /** Control signs, halves of signs, what XML forbids, and what turns the direction of writing. */
  private static final Pattern HARMFUL =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\x{FFFE}\\x{FFFF}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}&&[^\n\t]]");

  private Detail() {}

  static List<Row> rows(CheckReport report, TestResult test) {
    List<Row> rows = of(test);
    if (test.seed() != null) {
      String again =
          "%d; check(\"%s\", ..., %d) brings the same numbers back"
              .formatted(test.seed(), report.id(), test.seed());
      rows.add(new Row("random seed", again, false));
    }
    return rows;
  }

  /** What was tried, expected and seen, and what it means; without the seed, which marks keep. */
  public static List<Row> of(TestResult test) {
    List<Row> rows = new ArrayList<>();
    Comparison comparison = test.comparison();
    if (comparison != null) {
      addUnlessEmpty(rows, "tried", comparison.tried(), true);
      if (comparison.expected() != null || comparison.actual() != null) {
        values(rows, comparison);
      }
    }
    addUnlessEmpty(rows, "what it means", test.explanation(), false);
    return rows;
  }

  private static void values(List<Row> rows, Comparison comparison) {
    Difference difference = comparison.difference();
    int digits =
        difference == null
            ? Show.DIGITS
            : Show.digitsToTellApart(difference.expected(), difference.actual());
    int[] focus = difference == null ? new int[0] : focus(difference.index());
    String expected = Show.value(comparison.expected(), digits, focus);
    String actual = Show.value(comparison.actual(), digits, focus);
    rows.add(new Row("expected", expected, true));
    rows.add(new Row("got", actual, true));
    if (difference != null) {
      rows.add(new Row("difference", difference(difference, digits), false));
    }
  }

  private static String difference(Difference difference, int digits) {
    double expected = difference.expected();
    double actual = difference.actual();
    String ratio =
        Double.isFinite(difference.ratio()) && difference.ratio() != 0
            ? ", got / expected = " + Show.number(difference.ratio(), digits)
            : "";
    if (difference.index().isEmpty()) {
      return "got - expected = " + Show.number(actual - expected) + ratio;
    }
    String largest =
        difference.count() > 1 && Double.isFinite(difference.largest())
            ? ", largest error " + Show.number(difference.largest())
            : "";
    return "first at %s: expected %s, got %s%s (wrong: %d of %d%s)"
        .formatted(
            difference.index(),
            Show.number(expected, digits),
            Show.number(actual, digits),
            ratio,
            difference.count(),
            difference.total(),
            largest);
  }

  private static int[] focus(String index) {
    String[] parts = index.replace("[", "").split("]");
    return index.isEmpty()
        ? new int[0]
        : Arrays.stream(parts).mapToInt(Integer::parseInt).toArray();
  }

  private static void addUnlessEmpty(List<Row> rows, String label, String text, boolean code) {
    if (!text.isEmpty()) {
      rows.add(new Row(label, text, code));
    }
  }

  static String points(TestResult test) {
    return Show.number(test.points()) + " of " + Show.number(test.maximum());
  }

  static String status(Status status) {
    return status.symbol() + " " + status.word();
  }

  /** Text from outside without control characters, which terminals and browsers may obey. */
  public static String clean(String text) {
    return HARMFUL.matcher(text).replaceAll("�");
  }
}
