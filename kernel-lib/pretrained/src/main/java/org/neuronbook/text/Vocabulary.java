package org.neuronbook.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuronbook.data.DataException;
import org.neuronbook.tensor.Refuse;

/**
 * Tokens and their ids: token i of a list has id i. Some are special: they stand for no piece of
 * text, such as {@code [CLS]} or {@code <|endoftext|>}. Immutable.
 */
public final class Vocabulary {
  private final List<String> tokens;
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final Set<String> specials;

  /**
   * @param tokens all tokens in the order of their ids, each once
   * @param specials those of them that are special
   */
  public Vocabulary(List<String> tokens, Collection<String> specials) {
    this.tokens = List.copyOf(tokens);
    this.specials = new LinkedHashSet<>(specials);
    for (String token : this.tokens) {
      Integer before = ids.put(token, ids.size());
      Refuse.when(before != null, DataException::new)
          .saying(
              "vocabulary: expected every token once, got \"%s\" as %s and as %s. Take one of them out",
              token, before, ids.size());
    }
    for (String special : this.specials) {
      id(special);
    }
  }

  /** The number of tokens, special ones included. */
  public int size() {
    return tokens.size();
  }

  /** All tokens in the order of their ids. */
  public List<String> tokens() {
    return tokens;
  }

  /** The names of the special tokens. A copy. */
  public Set<String> specials() {
    return new LinkedHashSet<>(specials);
  }

  public boolean contains(String token) {
    return ids.containsKey(token);
  }

  /**
   * The id of a token, or of a special token by its name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public int id(String token) {
    Integer id = ids.get(token);
    Refuse.when(id == null)
        .saying(
            "vocabulary: expected one of its %s tokens, got \"%s\". Its special tokens are %s",
            size(), token, specials);
    return id;
  }

  /**
   * The token of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public String token(int id) {
    Refuse.when(id < 0 || id >= size())
        .saying(
            "vocabulary: expected an id from 0 to %s, got %s. Is it of another tokenizer?",
            size() - 1, id);
    return tokens.get(id);
  }

  boolean isSpecial(String token) {
    return specials.contains(token);
  }

  /** The id of a token, or null. */
  Integer find(String token) {
    return ids.get(token);
  }

  /** The tokens of some ids, in a sentence: a space before each but the marks that end a part. */
  static String joined(Iterable<String> words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      boolean closes = word.length() == 1 && ".,!?".contains(word);
      text.append(text.isEmpty() || closes ? "" : " ").append(word);
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "Vocabulary of %d tokens, special ones %s".formatted(size(), specials);
  }
}
