package org.neuronbook.course;

/**
 * Something the course cannot do, told to a person: what is wrong in the message, what to type next
 * in the hint. The command line shows both and no stack trace.
 */
public final class CourseException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String hint;

  public CourseException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** What to do about it, or an empty string. */
  public String hint() {
    return hint;
  }
}
