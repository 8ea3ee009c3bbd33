package org.neuronbook.grader.wire;

import java.io.IOException;

/** How one side describes what was thrown on it, and what it makes of the other's description. */
public interface Failures {
  Failure describe(Throwable thrown);

  /**
   * @throws ProtocolException if there cannot be such a failure
   */
  Throwable restore(Failure failure) throws ProtocolException;

  /** What a caller gets when the other side has gone or does not keep to the protocol. */
  RuntimeException broken(IOException problem);

  /** For a restore that does not know what it is given. */
  static ProtocolException unknown(Failure failure) {
    return new ProtocolException(
        "there is no failure %s %d".formatted(failure.kind(), failure.number()));
  }
}
