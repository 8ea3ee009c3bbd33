package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How the library says no. */
class RefuseTest {
  @Test
  void whatIsRightPassesInSilence() {
    assertThatCode(() -> Refuse.when(false).saying("tiles: got %s", 3)).doesNotThrowAnyException();
  }

  @Test
  void whatIsWrongIsAnIllegalArgumentUnlessAnotherKindIsAskedFor() {
    assertThatThrownBy(() -> Refuse.when(true).saying("tiles: expected 4, got %s", 3))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("tiles: expected 4, got 3");
    assertThatThrownBy(() -> Refuse.when(true, ShapeException::new).saying("tiles: got %s", 3))
        .isExactlyInstanceOf(ShapeException.class)
        .hasMessage("tiles: got 3");
  }

  @Test
  void theTraceBeginsWhereTheRuleStands() {
    for (Runnable rule :
        List.<Runnable>of(
            () -> Refuse.when(true).saying("wrong"),
            () -> Refuse.when(true, ShapeException::new).saying("wrong"))) {
      Throwable thrown = catchThrowable(rule::run);
      assertThat(thrown.getStackTrace()[0].getClassName()).isEqualTo(RefuseTest.class.getName());
    }
  }

  @Test
  void sizesReadAsAShape() {
    int[] sizes = {2, 3};
    assertThatThrownBy(() -> Refuse.when(true).saying("tiles: got %s for %s", sizes, "a wall"))
        .hasMessage("tiles: got (2, 3) for a wall");
  }

  @Test
  void asksASupplierForItsValueOnlyWhenTheMessageIsRead() {
    AtomicInteger asked = new AtomicInteger();
    Supplier<String> place = () -> "wall " + asked.incrementAndGet();
    Refuse.when(false).saying("%s: got 3", place);
    assertThat(asked).as("times asked by a rule that was kept").hasValue(0);
    assertThatThrownBy(() -> Refuse.when(true).saying("%s: got 3", place))
        .hasMessage("wall 1: got 3");
  }

  @Test
  void numbersReadTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Text.of("%.1f of %,d", 0.5, 1000)).isEqualTo("0.5 of 1,000");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theDistanceCountsInsertionsDeletionsAndReplacements() {
    assertThat(Text.distance(List.of("a", "cat", "sat"), List.of("the", "cat"))).isEqualTo(2);
    assertThat(Text.distance(List.of(), List.of("the", "cat"))).isEqualTo(2);
  }
}
