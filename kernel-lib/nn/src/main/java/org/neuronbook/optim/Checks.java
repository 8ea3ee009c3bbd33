package org.neuronbook.optim;

/** The rules for settings that several optimisers and schedules share. */
final class Checks {
  private Checks() {}

  static double atLeastZero(String who, String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          who
              + ": expected a finite "
              + name
              + " >= 0, got "
              + value
              + ". A value of 0 turns it off");
    }
    return value;
  }

  static double positive(String who, String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          who + ": expected a finite " + name + " > 0, got " + value + ". Is a sign wrong?");
    }
    return value;
  }

  /** A share of what was: from 0 on, below 1. */
  static double below1(String who, String name, double value, String hint) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          who + ": expected 0 <= " + name + " < 1, got " + value + ". " + hint);
    }
    return value;
  }

  static int atLeast(int least, String who, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          who
              + ": expected at least "
              + least
              + " "
              + name
              + ", got "
              + value
              + ". Is the number of steps right?");
    }
    return value;
  }
}
