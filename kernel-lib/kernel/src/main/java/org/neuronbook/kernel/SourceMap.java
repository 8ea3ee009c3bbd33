package org.neuronbook.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Remembers which piece of which cell each JShell snippet came from, so that {@code (#12:3)} in a
 * stack trace becomes a line of a cell.
 *
 * <p>One case is beyond it: JShell itself mistakes a lambda that a redeclared variable once held
 * for the new declaration.
 */
final class SourceMap {
  private final Map<String, Piece> pieces = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile Piece current;

  /** Says which piece the snippets come from that JShell creates next. */
  void startPiece(Piece piece) {
    current = piece;
  }

  /** JShell's id generator. */
  String newId() {
    String id = String.valueOf(count.incrementAndGet());
    Piece piece = current;
    if (piece != null) {
      pieces.put(id, piece);
    }
    return id;
  }

  /** Says where a snippet stands now that its cell was run again. */
  void move(String snippetId, Piece piece) {
    pieces.put(snippetId, piece);
  }

  /** The piece of a snippet, or null where it did not come from a cell. */
  Piece piece(String snippetId) {
    return pieces.get(snippetId);
  }
}
