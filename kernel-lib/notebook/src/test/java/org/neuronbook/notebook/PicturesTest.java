package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.train.ConfusionMatrix;

class PicturesTest {

  @TestFactory
  List<DynamicTest> everyPictureComesAsHtmlPngAndText() {
    return Gallery.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(entry.getKey(), () -> check((Picture) entry.getValue())))
        .toList();
  }

  static void check(Picture picture) throws IOException {
    byte[] png = picture.png();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(2 * picture.width());
    assertThat(image.getHeight()).isEqualTo(2 * picture.height());
    assertThat(new java.awt.Color(image.getRGB(1, 1))).isEqualTo(Style.PAPER);
    String html = picture.html();
    assertThat(html)
        .startsWith("<figure")
        .contains("width=\"" + picture.width() + "\" height=\"" + picture.height() + "\"")
        .contains("alt=\"" + Html.attribute(picture.alt()) + "\"")
        .contains("data:image/png;base64," + Base64.getEncoder().encodeToString(png));
    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("<style")
        .doesNotContain("<svg")
        .doesNotContain("http");
    assertThat(picture.text()).startsWith(picture.alt());
    assertThat(picture.alt()).matches("(?s).*\\d.*|.*no value yet.*").doesNotContain("  ");
  }

  @TestFactory
  List<DynamicTest> everyPictureIsTheSameTwice() {
    Map<String, Displayable> first = Gallery.all();
    return Gallery.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(entry.getValue().png())
                            .isEqualTo(first.get(entry.getKey()).png())))
        .toList();
  }

  @TestFactory
  List<DynamicTest> nothingIsCutOffAtTheBorder() {
    return Gallery.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> keepsItsMargin((Picture) entry.getValue())))
        .toList();
  }

  private static void keepsItsMargin(Picture picture) {
    BufferedImage image = picture.image();
    int right = image.getWidth() - 1;
    int foot = image.getHeight() - 1;
    for (int y = 0; y <= foot; y++) {
      assertThat(image.getRGB(0, y)).as("left, line %d", y).isEqualTo(Style.PAPER.getRGB());
      assertThat(image.getRGB(right, y)).as("right, line %d", y).isEqualTo(Style.PAPER.getRGB());
    }
    for (int x = 0; x <= right; x++) {
      assertThat(image.getRGB(x, 0)).as("top, column %d", x).isEqualTo(Style.PAPER.getRGB());
      assertThat(image.getRGB(x, foot)).as("foot, column %d", x).isEqualTo(Style.PAPER.getRGB());
    }
  }

  @Test
  void tellsTheTrendOfEveryCurve() {
    assertThat(
            new LineChart("Loss", "epoch", "loss")
                .line("training", 2.3, 1, 0.12)
                .level("guessing", 2.303)
                .alt())
        .isEqualTo(
            "Line chart: Loss. loss by epoch. training falls from 2.3 to 0.12 over epoch 1 to 3. guessing is at 2.303.");
  }

  @Test
  void tellsTheSpreadOfSeveralRuns() {
    assertThat(
            new LineChart("", "epoch", "loss")
                .runs("SGD", new double[] {2, 1}, new double[] {4, 2})
                .alt())
        .contains("SGD falls from 3 to 1.5 over epoch 1 to 2, at the end between 1 and 2");
  }

  @Test
  void tellsTheBars() {
    assertThat(Gallery.bars().alt())
        .isEqualTo(
            "Bar chart: Accuracy of four optimisers, five seeds. test accuracy: SGD 0.9113 (between 0.908 and 0.915), "
                + "SGD with momentum 0.9417 (between 0.938 and 0.946), Adam 0.968 (between 0.966 and 0.97), guessing 0.1.");
  }

  @Test
  void tellsWhereThePointsLieAndHowManyTheModelGetsRight() {
    assertThat(Gallery.xor().alt())
        .contains("0: 2 points, x₁ from 0 to 1, mean 0.5, x₂ from 0 to 1, mean 0.5.")
        .contains("2 of 2 points of 1 lie on their own ground.");
  }

  @Test
  void tellsAndWritesTheWordsBesideAPlace() {
    ScatterChart plain = Gallery.xor();
    ScatterChart labelled = Gallery.xor().label(0, 1, "here");
    assertThat(labelled.alt()).contains("here stands at (0, 1).");
    assertThat(labelled.png()).isNotEqualTo(plain.png());
  }

  @Test
  void joinsTheWordsOfPlacesThatLieOnEachOther() {
    assertThat(Gallery.xor().label(0, 1, "a").label(0.001, 1, "b").png())
        .isEqualTo(Gallery.xor().label(0, 1, "a and b").png());
  }

  @Test
  void writesToTheLeftWhereAnotherPlaceIsInTheWay() {
    ScatterChart alone = Gallery.xor().label(0.4, 0.5, "first");
    ScatterChart hindered = Gallery.xor().label(0.4, 0.5, "first").label(0.5, 0.5, "");
    assertThat(hindered.png()).isNotEqualTo(alone.png());
  }

  @Test
  void putsPanelsSideBySideAndSaysBoth() {
    Panels panels = new Panels(Gallery.xor(), Gallery.bars());
    assertThat(panels.width()).isEqualTo(Gallery.xor().width() + Gallery.bars().width());
    assertThat(panels.alt()).contains("Scatter chart").contains("Bar chart");
    int left = 2 * Gallery.xor().width();
    assertThat(panels.image().getSubimage(0, 0, left, 100).getRGB(0, 0, left, 100, null, 0, left))
        .isEqualTo(Gallery.xor().image().getRGB(0, 0, left, 100, null, 0, left));
  }

  @Test
  void tellsTheMostFrequentMistakes() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(new int[] {0, 0, 1, 1, 1}, new int[] {0, 0, 0, 0, 1}, 2);
    assertThat(new ConfusionMatrixChart(matrix).names(List.of("cat", "dog")).alt())
        .startsWith("Confusion matrix. Accuracy 60.0% of 5 rows")
        .contains("Right: cat 2 of 2, dog 1 of 3.")
        .contains("Most frequent mistakes: dog taken for cat 2 times.");
  }

  @Test
  void marksWrongAnswersWithAFrameAndWords() {
    double[] paper = new double[64];
    ImageGrid right = new ImageGrid("", 8, 8).answer(paper, "3", "3");
    ImageGrid wrong = new ImageGrid("", 8, 8).answer(paper, "3", "5");
    assertThat(wrong.alt()).contains("1 with a wrong answer").contains("✗ 5 (is 3)");
    assertThat(hasColour(wrong.image(), Style.VERMILLION.getRGB())).isTrue();
    assertThat(hasColour(right.image(), Style.VERMILLION.getRGB())).isFalse();
  }

  @Test
  void enlargesPixelsWithoutSmoothing() {
    double[] pixels = {0, 1, 1, 0};
    BufferedImage image = new ImageGrid("", 2, 2).image(pixels, "").scale(10).image();
    int greys = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int rgb = image.getRGB(x, y) & 0xFFFFFF;
        boolean known = rgb == 0 || rgb == 0xFFFFFF || rgb == (Style.GRID.getRGB() & 0xFFFFFF);
        greys += known ? 0 : 1;
      }
    }
    // The frame lies half a pixel out and has soft corners; the pixels themselves are hard.
    assertThat(greys).as("pixels that are neither ink, paper nor frame").isLessThan(20);
  }

  @Test
  void showsTheChannelsAndTheColoursOfATensor() {
    ImageGrid channels = ImageGrid.of("Feature maps", Tensor.zeros(16, 12, 12));
    assertThat(channels.alt()).contains("16 pictures of 12 by 12 pixels. Labels: 0, 1,");
    double[] planes = new double[12];
    planes[4] = 1; // the first pixel's green
    planes[11] = 1; // the last one's blue
    ImageGrid colours = ImageGrid.of("", Tensor.of(planes).reshape(1, 3, 2, 2)).scale(10);
    assertThat(hasColour(colours.image(), 0xFF00FF00)).isTrue();
    assertThat(hasColour(colours.image(), 0xFF0000FF)).isTrue();
    assertThatThrownBy(() -> ImageGrid.of("", Tensor.zeros(2, 2)))
        .hasMessage(
            "ImageGrid.of: expected shape (count, rows, columns) or (count, 1 or 3, rows, columns), got (2, 2)");
  }

  @Test
  void refusesPicturesOfAnotherSize() {
    assertThatThrownBy(() -> new ImageGrid("", 28, 28).image(new double[64], "7"))
        .hasMessage("image \"7\": expected 28 x 28 = 784 pixels, got 64");
  }

  @Test
  void refusesCurvesOfDifferentLengths() {
    assertThatThrownBy(() -> new LineChart("", "x", "y").line("f", new double[3], new double[2]))
        .hasMessage("series \"f\": expected 3 values in y, got 2");
  }

  @Test
  void refusesAGroundWithTooFewAnswers() {
    ScatterChart chart = Gallery.xor().surface(points -> new double[] {0.5, 0.5, 0.5, 0.5});
    assertThatThrownBy(chart::png)
        .hasMessageContaining("expected one answer for each of 25600 points, got 4");
  }

  @Test
  void anUndecidedModelLeavesThePaperWhite() {
    assertThat(ScatterChart.blend(0.5)).isEqualTo(Style.PAPER);
    assertThat(ScatterChart.blend(Double.NaN)).isEqualTo(Style.PAPER);
    assertThat(ScatterChart.blend(0)).isNotEqualTo(ScatterChart.blend(1));
  }

  @Test
  void movesNamesApartThatWouldOverlap() {
    var plot = new java.awt.geom.Rectangle2D.Double(0, 0, 100, 100);
    assertThat(EndLabels.spread(new double[] {10, 12, 98, 99}, plot))
        .containsExactly(10, 25, 85, 100);
  }

  @Test
  void escapesTheDescription() {
    String html = new LineChart("a < \"b\"", "x", "y").line("f", 1, 2).html();
    assertThat(html).contains("a &lt; &quot;b&quot;");
  }

  private static boolean hasColour(BufferedImage image, int rgb) {
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        if (image.getRGB(x, y) == rgb) {
          return true;
        }
      }
    }
    return false;
  }
}
