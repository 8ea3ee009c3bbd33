package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neuronbook.notebook.Notebook.claim;
import static org.neuronbook.notebook.Notebook.isAtLeast;
import static org.neuronbook.notebook.Notebook.isAtMost;
import static org.neuronbook.notebook.Notebook.isBetween;
import static org.neuronbook.notebook.Notebook.isCloseTo;
import static org.neuronbook.notebook.Notebook.show;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Tensor;

class NotebookTest {

  private final RecordingScreen screen = new RecordingScreen();

  @BeforeEach
  void useOwnScreen() {
    Notebook.useScreen(screen);
  }

  @AfterEach
  void giveTheScreenBack() {
    Notebook.useScreen(null);
  }

  @Test
  void showsAtOnce() {
    show(Tensor.scalar(1));
    show("text");
    show(null);
    assertThat(screen.texts()).containsExactly("Tensor (): 1", "text", "null");
  }

  @Test
  void aClaimThatHoldsIsTicked() {
    claim("The loss falls & stays", true);
    assertThat(screen.texts()).containsExactly("✓ The loss falls & stays");
    assertThat(screen.slots.get(0).html()).contains("✓").contains("The loss falls &amp; stays");
  }

  @Test
  void aClaimOfANumberShowsItWithItsBound() {
    claim("Adam learns the digits", 0.93456, isAtLeast(0.92));
    assertThat(screen.texts())
        .containsExactly("✓ Adam learns the digits (measured 0.9346, at least 0.92)");
  }

  @Test
  void aRefutedClaimEndsTheCellWithBothNumbers() {
    assertThatThrownBy(() -> claim("Adam learns the digits", 0.85, isAtLeast(0.92)))
        .isInstanceOf(ClaimRefuted.class)
        .hasMessageStartingWith(
            "✗ \"Adam learns the digits\": expected at least 0.92, measured 0.85");
    assertThat(screen.slots).isEmpty();
  }

  @Test
  void aRefutedConditionEndsTheCell() {
    assertThatThrownBy(() -> claim("It is so", false))
        .isInstanceOf(ClaimRefuted.class)
        .hasMessageContaining("\"It is so\" does not hold here");
  }

  @Test
  void notANumberRefutesEveryClaim() {
    for (Bound bound : new Bound[] {isAtLeast(0), isAtMost(1), isBetween(0, 1), isCloseTo(0, 1)}) {
      assertThat(bound.holds(Double.NaN)).as(bound.toString()).isFalse();
    }
  }

  @Test
  void boundsIncludeTheirEnds() {
    assertThat(isAtLeast(0.92).holds(0.92)).isTrue();
    assertThat(isAtMost(0.1).holds(0.1)).isTrue();
    assertThat(isAtMost(0.1).holds(0.11)).isFalse();
    assertThat(isBetween(1, 2).holds(2)).isTrue();
    assertThat(isCloseTo(1, 0.5).holds(1.5)).isTrue();
    assertThat(isCloseTo(1, 0.5).holds(1.6)).isFalse();
    assertThat(isBetween(0.1, 0.2)).hasToString("between 0.1 and 0.2");
    assertThat(isCloseTo(3, 0.01)).hasToString("within 0.01 of 3");
  }

  @Test
  void withoutAKernelNothingIsShownAndClaimsStillCount() {
    Notebook.useScreen(null);
    show("nobody looks");
    claim("two is two", true);
    assertThatThrownBy(() -> claim("one is two", false)).isInstanceOf(ClaimRefuted.class);
    assertThat(Notebook.screen()).isSameAs(Screen.NONE);
  }

  @Test
  void aValueWhoseTextFailsIsStillNamed() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new StackOverflowError("too deep");
          }
        };
    show(broken);
    assertThat(screen.texts().get(0)).contains("showing it failed").contains("too deep");
  }
}
