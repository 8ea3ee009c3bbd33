package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StyleTest {

  @Test
  void measuresContrastAsTheStandardDefinesIt() {
    assertThat(Style.contrast(Color.BLACK, Color.WHITE)).isEqualTo(21.0);
    assertThat(Style.contrast(Color.WHITE, Color.WHITE)).isEqualTo(1.0);
    assertThat(Style.contrast(new Color(0x76, 0x76, 0x76), Color.WHITE)).isBetween(4.5, 4.6);
  }

  @Test
  void theFirstFiveColoursOfLinesStandOutFromPaper() {
    for (int i = 0; i < 5; i++) {
      assertThat(Style.contrast(Style.color(i), Style.PAPER)).as("colour %d", i).isGreaterThan(3.0);
    }
  }

  @Test
  void lettersAreReadable() {
    assertThat(Style.contrast(Style.INK, Style.PAPER)).isGreaterThan(7.0);
    assertThat(Style.contrast(Style.FAINT_INK, Style.PAPER)).isGreaterThan(4.5);
    for (int i = 0; i < 7; i++) {
      assertThat(Style.contrast(Style.readable(Style.color(i)), Style.PAPER))
          .as("name in colour %d", i)
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void lettersInTheCellsOfAConfusionMatrixAreReadable() {
    for (int percent = 0; percent <= 100; percent += 5) {
      for (boolean right : new boolean[] {true, false}) {
        Color ground = ConfusionMatrixChart.ground(right, percent / 100.0);
        assertThat(Style.contrast(Shades.letters(ground), ground))
            .as("right %s, share %d%%", right, percent)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  @Test
  void noTwoOfThirtySeriesHaveTheSameColourAndDashes() {
    Set<String> looks = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      BasicStroke stroke = Style.stroke(i);
      looks.add(Style.color(i) + Arrays.toString(stroke.getDashArray()));
      assertThat(stroke.getLineWidth()).isEqualTo(2f);
    }
    assertThat(looks).hasSize(30);
  }

  @Test
  void theFontHasTheLettersOfMathematics() {
    String letters = "αβγδεηθλμπρστφψωΔΣΩ∂∇√∞≤≥±×·−→↓²³⁻₀₁₂ᵢⱼ∑∈≈≠∥✓✗";
    assertThat(Style.font(12).canDisplayUpTo(letters)).isEqualTo(-1);
    assertThat(Style.titleFont(12).canDisplayUpTo(letters)).isEqualTo(-1);
  }

  @Test
  void otherScriptsComeFromTheSystem() {
    assertThat(Style.font(12, "loss").getFamily()).isNotEqualTo(Style.font(12, "损失").getFamily());
  }
}
