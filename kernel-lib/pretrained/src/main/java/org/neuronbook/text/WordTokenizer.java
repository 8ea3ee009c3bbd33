package org.neuronbook.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbook.tensor.Refuse;

/**
 * One token a word: a run of letters, accents and digits, or a single other character that is not
 * white space, so that punctuation counts. Words outside the vocabulary become {@code [UNK]}.
 * Languages that put no spaces between words, such as Chinese, need {@link CharacterTokenizer} or
 * {@link WordPieceTokenizer}.
 */
public final class WordTokenizer implements Tokenizer {
  /** Fills sequences up; id 0 in a vocabulary made by {@link #of}. */
  public static final String PAD = "[PAD]";

  /** Stands for every word that the vocabulary does not have; id 1 in one made by {@link #of}. */
  public static final String UNKNOWN = "[UNK]";

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\p{IsWhite_Space}\\p{L}\\p{M}\\p{N}]");

  private final Vocabulary vocabulary;
  private final int unknown;

  /** A tokenizer over words that include {@link #UNKNOWN}. */
  public WordTokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = vocabulary.id(UNKNOWN);
  }

  /**
   * A vocabulary of the words of a text, the most frequent first; words that are equally frequent
   * in the order of their letters.
   *
   * @param minimumFrequency leaves out what comes less often; 1 keeps all
   * @param maximumSize leaves out the rarest words where tokens, {@code [PAD]} and {@code [UNK]}
   *     included, would be more
   */
  public static WordTokenizer of(String text, int minimumFrequency, int maximumSize) {
    List<String> specials = List.of(PAD, UNKNOWN);
    Refuse.when(minimumFrequency < 1 || maximumSize <= specials.size())
        .saying(
            "words: expected a minimum frequency of at least 1 and a maximum size of at least 3, got %s"
                + " and %s. All words: WordTokenizer.of(text, 1, Integer.MAX_VALUE)",
            minimumFrequency, maximumSize);
    Map<String, Integer> counts = new TreeMap<>();
    words(text).forEach(word -> counts.merge(word, 1, Integer::sum));
    List<String> tokens = new ArrayList<>(specials);
    counts.entrySet().stream()
        .filter(each -> each.getValue() >= minimumFrequency)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(maximumSize - specials.size())
        .forEach(each -> tokens.add(each.getKey()));
    return new WordTokenizer(new Vocabulary(tokens, specials));
  }

  private static Stream<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group);
  }

  @Override
  public int[] encode(String text) {
    return words(text)
        .mapToInt(word -> vocabulary.contains(word) ? vocabulary.id(word) : unknown)
        .toArray();
  }

  /** The words with single spaces between them, but none before a full stop or comma. */
  @Override
  public String decode(int... ids) {
    return Vocabulary.joined(IntStream.of(ids).mapToObj(vocabulary::token).toList());
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }
}
