package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Tensor;

class DrawingPadTest {

  private final RecordingFrontEnd browser = new RecordingFrontEnd();

  @BeforeEach
  void useIt() {
    Widget.useFrontEnd(browser);
  }

  @AfterEach
  void forgetIt() {
    Widget.useFrontEnd(FrontEnd.NONE);
  }

  private static double centre(double[] pixels, boolean horizontal) {
    double mass = 0;
    double sum = 0;
    for (int i = 0; i < pixels.length; i++) {
      mass += pixels[i];
      sum += pixels[i] * ((horizontal ? i % 28 : i / 28) + 0.5);
    }
    return sum / mass;
  }

  @Test
  void aDigitIsCentredByItsMassAndFitsTheBoxWhereverItWasDrawn() {
    // A seven, small, in a corner.
    double[] pixels = Handwriting.pixels(List.of(new double[] {700, 50, 900, 50, 800, 250}), 28);
    assertThat(centre(pixels, true)).as("centre of mass, x").isCloseTo(14, within(0.1));
    assertThat(centre(pixels, false)).as("centre of mass, y").isCloseTo(14, within(0.1));
    int[] rows =
        IntStream.range(0, pixels.length).filter(i -> pixels[i] > 0.1).map(i -> i / 28).toArray();
    int height = IntStream.of(rows).max().orElse(0) - IntStream.of(rows).min().orElse(0) + 1;
    assertThat(height).as("rows with ink").isBetween(19, 21);
    assertThat(DoubleStream.of(pixels)).allMatch(value -> value >= 0 && value <= 1 + 1e-9);
  }

  @Test
  void thePenIsAsWideForASmallDigitAsForALargeOne() {
    double[] small = Handwriting.pixels(List.of(new double[] {0, 0, 0, 50}), 28);
    double[] large = Handwriting.pixels(List.of(new double[] {500, 0, 500, 1000}), 28);
    assertThat(small).containsExactly(large, within(1e-12));
  }

  @Test
  void aPointIsInkToo() {
    double[] pixels = Handwriting.pixels(List.of(new double[] {10, 10}), 28);
    assertThat(DoubleStream.of(pixels).boxed())
        .noneMatch(value -> value.isNaN())
        .anyMatch(value -> value > 0.5);
  }

  @Test
  void whatIsDrawnIsReadAsOneRow() {
    DrawingPad pad = new DrawingPad("Draw a digit");
    List<Tensor> seen = new ArrayList<>();
    pad.onChange(seen::add).live();
    assertThat(pad.isEmpty()).isTrue();
    assertThat(pad.value().sum().item()).isZero();
    browser.moves("Any", "strokes", List.of(List.of(100.0, 100.0, 300.0, 700.0)));
    browser.run();
    assertThat(pad.isEmpty()).isFalse();
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).shape()).hasToString("(1, 784)");
    assertThat(pad.pixels()).hasSize(784);
    assertThat(pad.text()).contains("Draw a digit: 1 strokes");
  }

  @Test
  void aPictureFromJavaIsShownUntilSomebodyDraws() {
    DrawingPad pad = new DrawingPad("Draw", 8);
    pad.live();
    pad.set(Tensor.full(0.6, 1, 64));
    assertThat(browser.sent.get(0).state())
        .isEqualTo(Map.of("picture", Collections.nCopies(64, 153L)));
    assertThat(pad.pixels()).containsOnly(0.6);
    browser.moves("Any", "strokes", List.of(List.of(0.0, 0.0, 0.0, 9.0)));
    assertThat(pad.pixels()).contains(0.0);
    pad.clear();
    assertThat(pad.isEmpty()).isTrue();
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> new DrawingPad("Draw").set(Tensor.full(2, 3, 3)))
        .hasMessageContaining("expected 784 values from 0 (paper) to 1 (ink)")
        .hasMessageContaining("got a tensor (3, 3) with values from 2 to 2");
    assertThatThrownBy(() -> new DrawingPad("Draw", 3))
        .hasMessageContaining("a size from 8 to 128");
  }

  @Test
  void itsScriptIsAModuleOfAnywidget() {
    new DrawingPad("Draw").live();
    assertThat(browser.state("Any"))
        .containsEntry("_model_module", "anywidget")
        .containsEntry("_view_name", "AnyView");
    assertThat((String) browser.state("Any").get("_esm"))
        .contains("export default { render }")
        .doesNotContain("http");
  }
}
