package org.neuronbook.tensor;

import java.util.Locale;

/** Text that reads the same in every country: 0.5 stays 0.5, and not 0,5. */
public final class Text {
  private Text() {}

  /** {@link String#format} with decimal points. */
  public static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
