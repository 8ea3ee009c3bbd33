package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

  private static final String LONG =
      "What happens to the accuracy of a network of one hidden layer when the learning rate grows tenfold";

  private static LineChart chart(String title) {
    return new LineChart(title, "epoch", "loss").line("training", 3, 2, 1);
  }

  @Test
  void everySetterGivesTheChartItself() {
    LineChart chart = chart("before");
    assertThat(chart.title("after").caption("below").size(400, 300).logY()).isSameAs(chart);
    assertThat(chart.alt()).startsWith("Line chart: after. ");
    assertThat(chart.text()).endsWith("\nbelow");
    assertThat(chart.width()).isEqualTo(400);
    assertThat(chart.height()).isEqualTo(300);
  }

  @Test
  void refusesASizeInWhichNothingCanBeRead() {
    assertThatThrownBy(() -> chart("").size(100, 300))
        .hasMessage("size: expected at least 120 x 80 pixels, got 100 x 300");
  }

  @Test
  void aLongTitleTakesASecondLineAndNotThePlace() {
    assertThat(chart(LONG).height()).isGreaterThan(chart("short").height());
    assertThat(chart(LONG).size(400, 300).height()).isEqualTo(300);
  }

  @Test
  void aLongTitleStaysInsideThePicture() {
    BufferedImage image = chart(LONG.repeat(3)).size(300, 300).image();
    for (int x = image.getWidth() - 20; x < image.getWidth(); x++) {
      for (int y = 0; y < 120; y++) {
        assertThat(image.getRGB(x, y)).as("pixel %d, %d", x, y).isEqualTo(Style.PAPER.getRGB());
      }
    }
  }

  @Test
  void aTitleBreaksBetweenWordsAndEndsInAnEllipsis() {
    List<String> lines = Title.wrapped("one two\nthree four five six", Style.font(12), 50, 3);
    assertThat(lines).containsExactly("one two", "three", "four fi…");
    assertThat(Title.wrapped(" ", Style.font(12), 50, 3)).isEmpty();
  }

  @Test
  void aTitleThatIsAQuestionGetsNoFullStop() {
    assertThat(chart("Does it fall?").alt()).startsWith("Line chart: Does it fall? loss by epoch.");
  }

  @Test
  void picturesLaidOutInOneWayAreEnlargedAsAWhole() {
    ImageGrid small = new ImageGrid("", 2, 2).image(new double[] {0, 1, 1, 0}, "");
    int black = dark(small.image());
    int larger = dark(small.size(2 * small.width(), 2 * small.height()).image());
    assertThat(larger).isBetween(3 * black, 5 * black);
  }

  private static int dark(BufferedImage image) {
    int count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        count += (image.getRGB(x, y) & 0xFF) < 40 ? 1 : 0;
      }
    }
    return count;
  }
}
