package org.neuronbook.notebook;

import java.util.Arrays;

/** A sentence of the text does not hold for what was measured. */
public final class ClaimRefuted extends RuntimeException {

  private ClaimRefuted(String message) {
    super(message);
    // The claim is the learner's: only the line of the cell says where.
    setStackTrace(
        Arrays.stream(getStackTrace())
            .filter(frame -> !frame.getClassName().startsWith(ClaimRefuted.class.getPackageName()))
            .toArray(StackTraceElement[]::new));
  }

  static ClaimRefuted of(String sentence) {
    return new ClaimRefuted(
        "✗ \"%s\" does not hold here. If you changed the cell on purpose, that is your finding"
            .formatted(sentence));
  }

  static ClaimRefuted of(String sentence, double measured, Bound bound) {
    return new ClaimRefuted(
        "✗ \"%s\": expected %s, measured %s. If you changed the cell on purpose, that is your finding"
            .formatted(sentence, bound, Numbers.brief(measured)));
  }
}
