package org.neuronbook.grader;

/** How one grader test ended. A symbol never stands without its word. */
public enum Status {
  /** The test passed. */
  PASS("✓", "passed"),
  /** The code ran and its answer is wrong. */
  FAIL("✗", "not right yet"),
  /** The code threw an exception. */
  ERROR("⚠", "stopped with an exception"),
  /** A call did not come back in time. */
  TIMEOUT("∞", "took too long"),
  /** The code needed more memory than there is. */
  MEMORY("⚠", "ran out of memory"),
  /** The process that ran the code ended before it answered. */
  EXITED("⚠", "ended the program"),
  /** The code is not written yet: it throws a {@link Todo}. */
  TODO("○", "not written yet"),
  /** The test was not run, because a test before it left an endless loop behind. */
  NOT_RUN("–", "not run");

  private final String symbol;
  private final String word;

  Status(String symbol, String word) {
    this.symbol = symbol;
    this.word = word;
  }

  public String symbol() {
    return symbol;
  }

  public String word() {
    return word;
  }
}
