package org.neuronbook.text;

import java.util.Arrays;
import java.util.List;

/**
 * Turns a text into token ids, which are the rows of an embedding, and back. Immutable, and free to
 * use from several threads.
 */
public interface Tokenizer {
  /** The ids of a text, each from 0 to {@code vocabulary().size() - 1}. */
  int[] encode(String text);

  /**
   * The text of some ids.
   *
   * @throws IllegalArgumentException if an id is not of this vocabulary
   */
  String decode(int... ids);

  /** What the ids stand for; {@code vocabulary().id("[SEP]")} finds a special token by its name. */
  Vocabulary vocabulary();

  /** What {@link #encode} cuts a text into, as the vocabulary writes it. */
  default List<String> tokens(String text) {
    return Arrays.stream(encode(text)).mapToObj(vocabulary()::token).toList();
  }
}
