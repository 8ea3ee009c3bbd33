package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Histograms, heat maps, maps with paths and curves of thresholds. */
class StatisticsTest {

  @Test
  void binsAreAsWideAsTheRuleOfFreedmanAndDiaconisSays() {
    double[] even = IntStream.range(0, 1000).mapToDouble(i -> i / 1000.0).toArray();
    // 2 · 0.5 / ∛1000 = 0.1
    Bins bins = Bins.of(even, 1000, 0);
    assertThat(bins.width()).isEqualTo(0.1);
    assertThat(bins.first()).isZero();
    assertThat(bins.size()).isEqualTo(10);
    assertThat(bins.counts(even)).containsOnly(100);
  }

  @Test
  void everyValueIsInOneBin() {
    for (int wanted : new int[] {0, 1, 7, 100}) {
      double[] values = GalleryOfStatistics.normal(wanted, 500, 1e6, 1e-2);
      Bins bins = Bins.of(values, 500, wanted);
      assertThat(bins.edge(0)).isLessThanOrEqualTo(java.util.Arrays.stream(values).min().orElse(0));
      assertThat(java.util.Arrays.stream(bins.counts(values)).sum()).isEqualTo(500);
    }
  }

  @Test
  void wholeNumbersOfASmallRangeGetABinEach() {
    Bins dice = Bins.of(new double[] {1, 6, 3, 3}, 4, 0);
    assertThat(dice).isEqualTo(new Bins(0.5, 1, 6));
    assertThat(dice.counts(new double[] {1, 6, 3, 3})).containsExactly(1, 0, 2, 0, 0, 1);
  }

  @Test
  void aNumberOfBinsCanBeWanted() {
    double[] values = GalleryOfStatistics.normal(1, 1000, 0, 1);
    assertThat(Bins.of(values, 1000, 50).size()).isBetween(25, 75);
    assertThatThrownBy(() -> new HistogramChart("", "x").bins(0))
        .hasMessage("bins: expected 1 to 200, got 0");
  }

  @Test
  void mostlyEqualValuesStillGetBins() {
    double[] values = new double[100];
    values[99] = 7.5;
    assertThat(Bins.of(values, 100, 0).size()).isBetween(2, 20);
    assertThat(Bins.of(new double[] {3.5, 3.5}, 2, 0).size()).isEqualTo(1);
    assertThat(Bins.of(new double[0], 0, 0).size()).isEqualTo(1);
  }

  @Test
  void aHistogramTellsMeanSpreadAndSkew() {
    assertThat(new HistogramChart("Waiting", "minutes").values("", 1, 1, 1, 2, 2, 9).alt())
        .isEqualTo(
            "Histogram: Waiting. minutes, 9 bins of width 1. 6 values from 1 to 9, mean 2.667, median 1.5,"
                + " standard deviation 2.867, strongly skewed to the right, most often from 0.5 to 1.5.");
    assertThat(new HistogramChart("", "x").values("a", 1, 2, 3).alt()).contains("about symmetric");
    assertThat(new HistogramChart("", "x").values("a", 4, 4, Double.NaN).alt())
        .contains("a: 2 values, all 4, 1 not finite.");
  }

  @Test
  void aHeatMapTellsWhereItsExtremesLie() {
    HeatMap map =
        new HeatMap("", new double[][] {{0, 5}, {-2, Double.NaN}})
            .rows(List.of("a", "b"))
            .columns(List.of("c", "d"));
    assertThat(map.alt())
        .isEqualTo(
            "Heat map. 2 rows by 2 columns, from -2 to 5, mean 1, 1 NaN. Largest at row a, column d, smallest at row b, column c.");
  }

  @Test
  void aHeatMapRefusesNamesThatDoNotFit() {
    assertThatThrownBy(() -> new HeatMap("", new double[2][3]).columns(List.of("one")))
        .hasMessage("columns: expected 3 names, got 1");
    assertThatThrownBy(() -> new HeatMap("", new double[][] {{1, 2}, {3}}))
        .hasMessage("HeatMap: expected rows of 2 values as the first, got 1 in row 1");
  }

  @Test
  void shadesAreDarkerTheFartherFromTheirBeginning() {
    Shades one = Shades.of(0, 10);
    Shades two = Shades.of(-10, 10);
    for (int value = 0; value < 10; value++) {
      assertThat(light(one.color(value))).isGreaterThan(light(one.color(value + 1)));
      assertThat(light(two.color(-value))).isGreaterThan(light(two.color(-value - 1)));
    }
    assertThat(two.color(10)).isNotEqualTo(two.color(-10));
  }

  @Test
  void lettersCanBeReadOnEveryShade() {
    for (Shades shades : List.of(Shades.of(0, 1), Shades.of(-1, 1))) {
      for (double value = -1; value <= 1; value += 0.01) {
        assertThat(Style.contrast(shades.letters(value), shades.color(value)))
            .as("at %s", value)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  private static double light(Color color) {
    return Style.contrast(color, Color.BLACK);
  }

  @Test
  void aLevelLineLiesWhereTheFunctionHasItsLevel() {
    Range side = new Range(-2, 2, false);
    Field field = Field.of((x, y) -> x * x + y * y, side, side, 101);
    Rectangle2D plot = new Rectangle2D.Double(0, 0, 400, 400);
    double[] point = new double[6];
    int points = 0;
    var line = Contour.line(field.around(plot), field.values(), 101, 1).getPathIterator(null);
    for (PathIterator each = line; !each.isDone(); each.next()) {
      each.currentSegment(point);
      double radius = Math.hypot(point[0] - 200, point[1] - 200) / 100;
      assertThat(radius).isBetween(0.995, 1.005);
      points++;
    }
    assertThat(points).isGreaterThan(100);
  }

  @Test
  void levelsAreRoundOrPowersOfTen() {
    Range side = new Range(0, 1, false);
    assertThat(Field.of((x, y) -> 10 * x, side, side, 11).levels(10))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(Field.of((x, y) -> 0.02 + x, side, side, 11).logLevels())
        .containsExactly(
            new double[] {0.03, 0.1, 0.3, 1}, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(Field.of((x, y) -> 3, side, side, 11).logLevels()).isEmpty();
  }

  @Test
  void aContourChartTellsTheLowestPlaceAndTheWays() {
    ContourChart chart =
        new ContourChart("Bowl", "w", "b", (x, y) -> x * x + y * y)
            .path("SGD", new double[] {1, 0.5, 0}, new double[] {0, 0, 0})
            .range(-1, 1, -1, 1);
    assertThat(chart.alt())
        .isEqualTo(
            "Contour chart: Bowl. Over w from -1 to 1 and b from -1 to 1, lowest 0 at (0, 0), highest 2 at (-1, 1)."
                + " SGD, 2 steps from (1, 0) to (0, 0), falls from 1 to 0.");
  }

  @Test
  void aPathNeedsAsManyXAsY() {
    ContourChart chart = new ContourChart("", "x", "y", (x, y) -> 0);
    assertThatThrownBy(() -> chart.path("SGD", new double[2], new double[1]))
        .hasMessage("path \"SGD\": expected as many x as y, at least one, got 2 and 1");
  }

  @Test
  void aRocChartTellsAreaAndThreshold() {
    RocChart chart =
        new RocChart("")
            .curve("model", new double[] {0.1, 0.4, 0.35, 0.8}, 0, 0, 1, 1)
            .threshold(0.38);
    assertThat(chart.alt())
        .isEqualTo(
            "ROC chart. model has area 0.750 under it, at threshold 0.38 false positive rate 0.5 and true positive rate 0.5. Guessing has area 0.5.");
  }

  @Test
  void aPrecisionRecallChartTellsWhatGuessingComesTo() {
    PrecisionRecallChart chart =
        new PrecisionRecallChart("").curve("model", new double[] {0.9, 0.8, 0.7, 0.1}, 1, 0, 1, 0);
    assertThat(chart.alt())
        .isEqualTo("Precision-recall chart. model has average precision 0.833, guessing 0.5.");
  }
}
