package org.neuronbook.optim;

import org.neuronbook.tensor.Refuse;

/** The rules for settings that several optimisers and schedules share. */
final class Checks {
  private Checks() {}

  static double atLeastZero(String who, String name, double value) {
    Refuse.when(!(value >= 0) || Double.isInfinite(value))
        .saying(
            "%s: expected a finite %s >= 0, got %s. A value of 0 turns it off", who, name, value);
    return value;
  }

  static double positive(String who, String name, double value) {
    Refuse.when(!(value > 0) || Double.isInfinite(value))
        .saying("%s: expected a finite %s > 0, got %s. Is a sign wrong?", who, name, value);
    return value;
  }

  /** A share of what was: from 0 on, below 1. */
  static double below1(String who, String name, double value, String hint) {
    Refuse.when(!(value >= 0 && value < 1))
        .saying("%s: expected 0 <= %s < 1, got %s. %s", who, name, value, hint);
    return value;
  }

  static int atLeast(int least, String who, String name, int value) {
    Refuse.when(value < least)
        .saying(
            "%s: expected at least %s %s, got %s. Is the number of steps right?",
            who, least, name, value);
    return value;
  }
}
