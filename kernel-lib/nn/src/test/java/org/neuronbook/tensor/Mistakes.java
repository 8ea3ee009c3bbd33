package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A table of what learners do wrong, and the whole of what they are told. */
public final class Mistakes {
  private final List<DynamicTest> tests = new ArrayList<>();

  /**
   * @param mistake what somebody did
   * @param type the exception, exactly
   * @param text the full message
   */
  public void add(String mistake, Class<? extends Throwable> type, Runnable code, String text) {
    tests.add(dynamicTest(mistake, () -> verify(mistake, type, code, text)));
  }

  public Stream<DynamicTest> tests() {
    return tests.stream();
  }

  private static void verify(
      String mistake, Class<? extends Throwable> type, Runnable code, String text) {
    Throwable thrown = catchThrowable(code::run);
    assertThat(thrown).as(mistake).isExactlyInstanceOf(type);
    assertThat(thrown).hasMessage(text);
    assertThat(text)
        .as("says where first, and in the end, in a sentence of its own, what to do")
        .matches("(?s)[\\w .,()>-]+: .*[.;:?] +[A-Z0-9xu].*");
  }
}
