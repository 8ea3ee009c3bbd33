package org.neuronbook.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neuronbook.tensor.Refuse;

/**
 * BERT's tokenizer. A text is tidied up and cut into words and punctuation marks; a word is the
 * longest piece of the vocabulary that it starts with, then the longest that goes on from there,
 * written {@code ##piece}, and so forth; a word that cannot be put together so is {@code [UNK]}.
 * {@link #encode} puts {@code [CLS]} before and {@code [SEP]} behind. Special tokens that a text
 * spells out, such as {@code [MASK]}, become those tokens.
 *
 * <p>Gives the ids that the tokenizers library of Hugging Face gives. J. Devlin et al., <i>BERT:
 * Pre-training of Deep Bidirectional Transformers for Language Understanding</i>, 2018.
 */
public final class WordPieceTokenizer implements Tokenizer {
  private final Vocabulary vocabulary;
  private final WordPieceFile file;
  private final int maximumLength;
  private final Pattern special;

  private WordPieceTokenizer(Vocabulary vocabulary, WordPieceFile file, int maximumLength) {
    this.vocabulary = vocabulary;
    this.file = file;
    this.maximumLength = maximumLength;
    this.special =
        Pattern.compile(
            file.specials().stream().map(Pattern::quote).collect(Collectors.joining("|")));
  }

  private static WordPieceTokenizer of(WordPieceFile file) {
    return new WordPieceTokenizer(
        new Vocabulary(file.tokens(), file.specials()), file, Integer.MAX_VALUE);
  }

  /**
   * Reads a {@code vocab.txt} of BERT: one token a line, the first has id 0.
   *
   * @param lowerCase whether the model knows small letters without accents only ("uncased")
   */
  public static WordPieceTokenizer readVocabulary(Path file, boolean lowerCase) {
    return of(WordPieceFile.ofLines(TokenizerFile.read(file), lowerCase));
  }

  /**
   * Reads a {@code tokenizer.json} of Hugging Face for a BERT model: vocabulary, special tokens and
   * what is done to the text. Truncation and padding in it are ignored: see {@link
   * #withMaximumLength} and {@link Padding}.
   */
  public static WordPieceTokenizer readJson(Path file) {
    return of(WordPieceFile.ofJson(TokenizerFile.read(file)));
  }

  /**
   * Reads a {@code tokenizer.json} to its end; the caller closes it.
   *
   * @param where a name for messages
   */
  public static WordPieceTokenizer readJson(InputStream in, String where) throws IOException {
    return of(WordPieceFile.ofJson(TokenizerFile.read(in, where)));
  }

  /**
   * This tokenizer, but with sequences of at most so many ids, {@code [CLS]} and {@code [SEP]}
   * included: a text loses its end; of a pair the longer one loses first.
   */
  public WordPieceTokenizer withMaximumLength(int ids) {
    Refuse.when(ids < 3)
        .saying(
            "withMaximumLength: expected at least 3 ids, for [CLS] and two [SEP], got %s. BERT takes 512",
            ids);
    return new WordPieceTokenizer(vocabulary, file, ids);
  }

  @Override
  public int[] encode(String text) {
    List<Integer> ids = pieces(text);
    return assembled(ids.subList(0, Math.min(ids.size(), maximumLength - 2)), null).ids();
  }

  /** Two texts as one sequence, for a model that compares them. */
  public Encoding encodePair(String first, String second) {
    List<Integer> a = pieces(first);
    List<Integer> b = pieces(second);
    int room = maximumLength - 3;
    if ((long) a.size() + b.size() > room) {
      int shorter = Math.min(Math.min(a.size(), b.size()), room / 2);
      a = a.subList(0, a.size() <= b.size() ? shorter : room - shorter);
      b = b.subList(0, Math.min(b.size(), room - a.size()));
    }
    return assembled(a, b);
  }

  private Encoding assembled(List<Integer> first, List<Integer> second) {
    List<Integer> ids = new ArrayList<>(List.of(vocabulary.id("[CLS]")));
    ids.addAll(first);
    ids.add(vocabulary.id("[SEP]"));
    int types = ids.size();
    if (second != null) {
      ids.addAll(second);
      ids.add(vocabulary.id("[SEP]"));
    }
    int[] typeIds = new int[ids.size()];
    Arrays.fill(typeIds, types, typeIds.length, 1);
    return new Encoding(ids.stream().mapToInt(Integer::intValue).toArray(), typeIds);
  }

  private List<Integer> pieces(String text) {
    List<Integer> ids = new ArrayList<>();
    Matcher specials = special.matcher(text);
    int end = 0;
    while (specials.find()) {
      addPieces(text.substring(end, specials.start()), ids);
      ids.add(vocabulary.id(specials.group()));
      end = specials.end();
    }
    addPieces(text.substring(end), ids);
    return ids;
  }

  private void addPieces(String plain, List<Integer> ids) {
    for (String word : file.text().words(plain)) {
      int before = ids.size();
      int from = word.codePointCount(0, word.length()) > file.longestWord() ? -1 : 0;
      while (from >= 0 && from < word.length()) {
        from = addLongest(word, from, ids);
      }
      if (from < 0) {
        ids.subList(before, ids.size()).clear();
        ids.add(vocabulary.id("[UNK]"));
      }
    }
  }

  /** Adds the longest piece from a place on. Returns where it ends, or -1 if there is none. */
  private int addLongest(String word, int from, List<Integer> ids) {
    for (int to = word.length(); to > from; to--) {
      Integer id = vocabulary.find((from == 0 ? "" : file.prefix()) + word.substring(from, to));
      if (id != null) {
        ids.add(id);
        return to;
      }
    }
    return -1;
  }

  /**
   * The text of some ids without {@code [PAD]}, {@code [CLS]} and {@code [SEP]}: pieces put
   * together, single spaces between words, none before {@code . , ! ?}. What tidying up took away
   * does not come back.
   */
  @Override
  public String decode(int... ids) {
    List<String> words = new ArrayList<>();
    for (int id : ids) {
      String token = vocabulary.token(id);
      if (token.startsWith(file.prefix()) && !words.isEmpty()) {
        int last = words.size() - 1;
        words.set(last, words.get(last) + token.substring(file.prefix().length()));
      } else if (!List.of("[PAD]", "[CLS]", "[SEP]").contains(token)) {
        words.add(token);
      }
    }
    return Vocabulary.joined(words);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }
}
