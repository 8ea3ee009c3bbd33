package org.neuronbook.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Refuse;

/**
 * One token a character. {@code decode(encode(text))} is the text, for every text whose characters
 * are in the vocabulary. A character here is a Unicode code point: an emoji of one code point is
 * one token, a letter with a combining accent is two.
 */
public final class CharacterTokenizer implements Tokenizer {
  private final Vocabulary vocabulary;

  /** A tokenizer over tokens of one character each, such as a saved {@link Vocabulary#tokens}. */
  public CharacterTokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The special tokens first, then the characters of a text, sorted by code point. */
  public static CharacterTokenizer of(String text, String... specials) {
    List<String> tokens = new ArrayList<>(List.of(specials));
    text.codePoints().distinct().sorted().mapToObj(Character::toString).forEach(tokens::add);
    return new CharacterTokenizer(new Vocabulary(tokens, List.of(specials)));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a character is not in the vocabulary
   */
  @Override
  public int[] encode(String text) {
    int[] characters = text.codePoints().toArray();
    int[] ids = new int[characters.length];
    for (int i = 0; i < ids.length; i++) {
      String character = Character.toString(characters[i]);
      Integer id = vocabulary.find(character);
      Refuse.when(id == null)
          .saying(
              "encode: expected characters of the %s in the vocabulary, got '%s' (U+%04X) at index %s."
                  + " Build the vocabulary from a text that has it, or replace it",
              vocabulary.size(), character, characters[i], i);
      ids[i] = id;
    }
    return ids;
  }

  @Override
  public String decode(int... ids) {
    return IntStream.of(ids).mapToObj(vocabulary::token).collect(Collectors.joining());
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }
}
