package org.neuronbook.grader.wire;

import java.util.Objects;

/**
 * Something that was thrown, as it goes over the pipe.
 *
 * @param kind what sort of thing it is
 * @param type the simple name of what was thrown; for {@link Kind#TODO} the exercise
 * @param message its message, or empty
 * @param where the line of the learner's that it comes from, or empty
 * @param number for {@link Kind#CALLBACK}, which of the callbacks' failures it is
 */
public record Failure(Kind kind, String type, String message, String where, int number) {
  /** Longer texts are cut. */
  private static final int LONGEST = 2000;

  /** What sort of thing was thrown. */
  public enum Kind {
    /** The code is not written yet. */
    TODO,
    /** The verdict of a callback, on its way back to the test that handed the callback in. */
    CALLBACK,
    /** Anything else. */
    THROWN
  }

  public Failure {
    Objects.requireNonNull(kind, "kind");
    type = cut(type);
    message = cut(message);
    where = cut(where);
  }

  private static String cut(String text) {
    String any = text == null ? "" : text;
    return any.length() <= LONGEST ? any : any.substring(0, LONGEST) + "…";
  }
}
