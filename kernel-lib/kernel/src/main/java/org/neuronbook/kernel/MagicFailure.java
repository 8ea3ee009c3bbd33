package org.neuronbook.kernel;

/** What went wrong with a magic, and what to do. */
final class MagicFailure extends RuntimeException {
  private final String hint;

  MagicFailure(String message, String hint) {
    super(message, null, false, false);
    this.hint = hint;
  }

  String problem() {
    return super.getMessage();
  }

  String hint() {
    return hint;
  }

  /** Both, for a magic that was called from Java. */
  @Override
  public String getMessage() {
    return problem() + ". " + hint;
  }
}
