package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads curves back from the painted pixels: they must stand where the axes say they do. */
class AxesTest {

  private static LineChart level(double... y) {
    return new LineChart("", "epoch", "loss").line("", y);
  }

  private static int[] rows(BufferedImage image, Color color) {
    return IntStream.range(0, image.getHeight())
        .filter(
            y ->
                IntStream.range(0, image.getWidth())
                    .anyMatch(x -> image.getRGB(x, y) == color.getRGB()))
        .toArray();
  }

  private static int[] columns(BufferedImage image, Color color, int leastPixels) {
    return IntStream.range(0, image.getWidth())
        .filter(
            x ->
                IntStream.range(0, image.getHeight())
                        .filter(y -> image.getRGB(x, y) == color.getRGB())
                        .count()
                    >= leastPixels)
        .toArray();
  }

  /** The part of the height of the plot, from its foot, at which a level curve was painted. */
  private static double height(BufferedImage image) {
    int[] axis = rows(image, Style.AXIS);
    double top = axis[0];
    double foot = axis[axis.length - 1];
    double curve = IntStream.of(rows(image, Style.BLUE)).average().orElseThrow();
    return (foot - curve) / (foot - top);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5, 0.9})
  void aLevelStandsAtItsHeight(double level) {
    assertThat(height(level(level, level, level).yRange(0, 1).image()))
        .isCloseTo(level, within(0.06));
  }

  @Test
  void aLevelStandsAtItsPowerOfTen() {
    BufferedImage few = level(0.1, 0.1, 0.1).yRange(0.01, 1).logY().image();
    BufferedImage many = level(1e-5, 1e-5, 1e-5).yRange(1e-10, 1).logY().image();
    assertThat(height(few)).isCloseTo(0.5, within(0.02));
    assertThat(height(many)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void aFewEpochsBeginAndEndOnTheirGridLines() {
    BufferedImage image = level(0.33, 0.33, 0.33, 0.33, 0.33).yRange(0, 1).image();
    int[] grid = columns(image, Style.GRID, 200);
    int[] curve = columns(image, Style.BLUE, 1);
    assertThat(curve[0]).isCloseTo(grid[0], within(4));
    assertThat(curve[curve.length - 1]).isCloseTo(grid[grid.length - 1], within(4));
    long lines =
        IntStream.range(0, grid.length).filter(i -> i == 0 || grid[i] > grid[i - 1] + 2).count();
    assertThat(lines).as("one line for each of five epochs").isEqualTo(5);
  }

  @Test
  void aCurveThatLeavesTheRangeDoesNotLeaveThePlot() {
    BufferedImage image = level(0.5, 50, -50, 0.5).yRange(0, 1).image();
    int[] axis = rows(image, Style.AXIS);
    int[] curve = rows(image, Style.BLUE);
    assertThat(curve[0]).isGreaterThanOrEqualTo(axis[0]);
    assertThat(curve[curve.length - 1]).isLessThanOrEqualTo(axis[axis.length - 1]);
  }

  @Test
  void anAxisThatNearlyReachesZeroShowsIt() {
    assertThat(Range.around(new double[] {0.1, 2.3}, false, 0).low()).isZero();
    assertThat(Range.around(new double[] {2.1, 2.3}, false, 0).low()).isEqualTo(2.1);
  }

  @Test
  void anAxisOfPowersHasAtLeastOne() {
    Range range = Range.around(new double[] {0.2, 0.9}, true, 0);
    assertThat(range.low()).isLessThan(range.high());
    assertThat(Math.ceil(Math.log10(range.low())))
        .isLessThanOrEqualTo(Math.floor(Math.log10(range.high())));
  }

  @Test
  void withinAFactorOfThreeAnAxisOfPowersIsPlain() {
    Range range = Range.around(new double[] {0.41, 0.45}, true, 0);
    assertThat(range).isEqualTo(new Range(0.41, 0.45, false));
  }

  @Test
  void aTinyRangeTellsItsTicksApart() {
    assertThat(Numbers.tick(0.6931005, 10)).isEqualTo("0.6931005");
    assertThat(Numbers.tick(1_000_000.25, 11)).isEqualTo("1000000.25");
  }

  @Test
  void anAxisOfNothingIsStillAnAxis() {
    assertThat(Range.around(new double[] {Double.NaN}, false, 0.05).high()).isGreaterThan(0);
    assertThat(Range.around(new double[] {-1, 0}, true, 0.05).low()).isGreaterThan(0);
  }
}
