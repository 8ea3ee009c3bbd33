package org.neuronbook.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbook.data.DataException;
import org.neuronbook.fetch.DataFile;
import org.neuronbook.fetch.DataFiles;
import org.neuronbook.fetch.Lookup;
import org.neuronbook.fetch.MavenArtifact;
import org.neuronbook.tensor.Refuse;

/**
 * GPT-2's tokenizer, byte-level byte-pair encoding. A text is cut into words with the space before
 * them, runs of digits, of other signs, and of white space; the bytes of each in UTF-8 are the
 * first tokens, and learned rules merge neighbours. Every text has ids, and {@code
 * decode(encode(text))} is the text, but for halves of surrogate pairs, which become U+FFFD.
 *
 * <p>The vocabulary writes bytes as visible characters: {@code Ġthe} is "the" with a space before.
 * Special tokens are never made of a text, even where it spells them: append their id.
 *
 * <p>R. Sennrich, B. Haddow, A. Birch, <i>Neural Machine Translation of Rare Words with Subword
 * Units</i>, 2016; A. Radford et al., <i>Language Models are Unsupervised Multitask Learners</i>,
 * 2019.
 */
public final class BytePairTokenizer implements Tokenizer {
  /** The one special token of GPT-2, between two documents. */
  public static final String END_OF_TEXT = "<|endoftext|>";

  static final DataFiles GPT2 =
      new DataFiles(
          "GPT-2's vocabulary",
          List.of(
              new DataFile(
                  "gpt2/r50k_base.tiktoken",
                  835_554,
                  "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930")),
          List.of(new MavenArtifact("com.knuddels", "jtokkit", "1.1.0", "com/knuddels/jtokkit/")));

  private static final Pattern PIECE =
      Pattern.compile(
          "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\p{IsWhite_Space}\\p{L}\\p{N}]+"
              + "|\\p{IsWhite_Space}+(?!\\P{IsWhite_Space})|\\p{IsWhite_Space}+");

  /** How a token looks that no merge has to make. */
  private static final Pattern SPECIAL = Pattern.compile("<.+>|\\[.+]");

  private static final int KEPT_PIECES = 50_000;
  private static final int KEPT_LENGTH = 50;

  private final Vocabulary vocabulary;
  private final Merges merges;
  private final int[] byteIds;
  private final Map<String, int[]> known = new ConcurrentHashMap<>();

  private BytePairTokenizer(Vocabulary vocabulary, Merges merges, int[] byteIds) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.byteIds = byteIds;
  }

  /**
   * The tokenizer of GPT-2 itself: 50,257 tokens, from the cache or fetched.
   *
   * @throws DataException if its vocabulary cannot be had
   */
  public static BytePairTokenizer gpt2() {
    return gpt2(Lookup.shared(), GPT2);
  }

  static BytePairTokenizer gpt2(Lookup lookup, DataFiles files) {
    Lookup.Result result = lookup.find(files);
    Refuse.when(!result.complete(), DataException::new)
        .saying(
            "gpt2: expected %s, which could not be had: %s. Connect to the network, then call Datasets.retryDownloads()",
            files.title(), result.sentence());
    DataFile file = files.files().get(0);
    try (InputStream in = lookup.store().open(file)) {
      return readRanks(in, lookup.store().path(file).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("gpt2: cannot read %s: %s".formatted(file.name(), e), e);
    }
  }

  /**
   * Reads the two files of a GPT-2 model. A token that no merge makes, in the form {@code <...>} or
   * {@code [...]}, is special.
   *
   * @param vocabulary {@code vocab.json}, or {@code encoder.json}: tokens and their ids
   * @param merges {@code merges.txt}, or {@code vocab.bpe}: two tokens a line, first rule first
   */
  public static BytePairTokenizer read(Path vocabulary, Path merges) {
    TokenizerFile source = TokenizerFile.read(vocabulary);
    List<String> tokens = source.vocabulary();
    Vocabulary all = new Vocabulary(tokens, List.of());
    int[] byteIds = byteIds(all, source);
    Merges rules = new Merges();
    TokenizerFile rulesFile = TokenizerFile.read(merges);
    List<String> lines = rulesFile.lines();
    Set<String> unmade = new LinkedHashSet<>(tokens);
    IntStream.range(0, 256).mapToObj(ByteText::of).forEach(unmade::remove);
    int first = !lines.isEmpty() && lines.get(0).startsWith("#version") ? 1 : 0;
    for (int i = first; i < lines.size(); i++) {
      String[] pair = lines.get(i).split(" ", -1);
      String made = String.join("", pair);
      if (pair.length != 2 || !Stream.of(pair[0], pair[1], made).allMatch(all::contains)) {
        throw rulesFile.wrong(
            "line " + (i + 1),
            "two tokens of %s that are one together".formatted(vocabulary.getFileName()),
            "\"" + lines.get(i) + "\"");
      }
      rules.add(all.id(pair[0]), all.id(pair[1]), all.id(made));
      unmade.remove(made);
    }
    for (String token : unmade) {
      if (!SPECIAL.matcher(token).matches()) {
        throw rulesFile.wrong(
            "the end",
            "a rule for every token of " + vocabulary.getFileName(),
            "none for \"" + token + "\"");
      }
    }
    return new BytePairTokenizer(new Vocabulary(tokens, unmade), rules, byteIds);
  }

  /**
   * Reads ranks as OpenAI's tiktoken has them: a line for each token, its bytes in Base64 and its
   * id, which is the order of learning too; {@link #END_OF_TEXT} is put behind. The caller closes.
   *
   * @param where a name for messages
   */
  public static BytePairTokenizer readRanks(InputStream in, String where) throws IOException {
    TokenizerFile source = TokenizerFile.read(in, where);
    List<byte[]> ranked = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    for (String line : source.lines()) {
      String[] parts = line.split(" ", -1);
      try {
        ranked.add(Base64.getDecoder().decode(parts[0]));
      } catch (IllegalArgumentException e) {
        throw source.wrong("line " + (tokens.size() + 1), "bytes in Base64 and an id", line);
      }
      if (parts.length != 2 || !parts[1].equals(String.valueOf(tokens.size()))) {
        throw source.wrong("line " + (tokens.size() + 1), "the id " + tokens.size(), line);
      }
      tokens.add(ByteText.of(ranked.get(tokens.size())));
    }
    tokens.add(END_OF_TEXT);
    Vocabulary vocabulary = new Vocabulary(tokens, List.of(END_OF_TEXT));
    BytePairTokenizer result =
        new BytePairTokenizer(vocabulary, new Merges(), byteIds(vocabulary, source));
    // The file does not say which two tokens a token was made of: those that the rules learned
    // before it leave of its bytes.
    for (int id = 0; id < ranked.size(); id++) {
      int[] parts = result.merged(ranked.get(id));
      if (parts.length == 2) {
        result.merges.add(parts[0], parts[1], id);
      } else if (ranked.get(id).length != 1) {
        throw source.wrong(
            "line " + (id + 1), "a token made of two earlier ones", "one of " + parts.length);
      }
    }
    return result;
  }

  private static int[] byteIds(Vocabulary vocabulary, TokenizerFile source) {
    int[] ids = new int[256];
    for (int b = 0; b < 256; b++) {
      Integer id = vocabulary.find(ByteText.of(b));
      if (id == null) {
        throw source.wrong("vocabulary", "a token for each of the 256 bytes", "none for byte " + b);
      }
      ids[b] = id;
    }
    return ids;
  }

  /**
   * Learns a vocabulary from a text: the 256 bytes, a token for each rule, and the special tokens,
   * in this order. It has fewer tokens than asked for where no pair comes twice any more.
   *
   * @param size the number of tokens
   */
  public static BytePairTokenizer train(String text, int size, String... specials) {
    int plain = size - specials.length;
    Refuse.when(plain < 256)
        .saying(
            "train: expected a size of at least %s, for all bytes and special tokens, got %s. Small texts do well with 500 to 5,000",
            256 + specials.length, size);
    for (String special : specials) {
      Refuse.when(!SPECIAL.matcher(special).matches())
          .saying(
              "train: expected special tokens that look like <end> or [END], got \"%s\". Files tell them by that",
              special);
    }
    List<String> tokens = new ArrayList<>();
    IntStream.range(0, 256).mapToObj(ByteText::of).sorted().forEach(tokens::add);
    int[] byteIds = new int[256];
    Arrays.setAll(byteIds, b -> tokens.indexOf(ByteText.of(b)));
    Map<String, Integer> words = new TreeMap<>();
    pieces(text).forEach(piece -> words.merge(piece, 1, Integer::sum));
    Merges merges = new Merges();
    new MergeTrainer(words, byteIds).train(tokens, merges, plain);
    tokens.addAll(List.of(specials));
    return new BytePairTokenizer(new Vocabulary(tokens, List.of(specials)), merges, byteIds);
  }

  /** Writes the two files that {@link #read} reads. */
  public void save(Path vocabularyFile, Path mergesFile) throws IOException {
    Files.writeString(vocabularyFile, TokenizerFile.json(vocabulary.tokens()));
    StringBuilder lines = new StringBuilder("#version: 0.2\n");
    for (Merges.Rule rule : merges.rules()) {
      lines.append(vocabulary.token(rule.left())).append(' ');
      lines.append(vocabulary.token(rule.right())).append('\n');
    }
    Files.writeString(mergesFile, lines);
  }

  @Override
  public int[] encode(String text) {
    return pieces(text).map(this::ids).flatMapToInt(IntStream::of).toArray();
  }

  private static Stream<String> pieces(String text) {
    return PIECE.matcher(ByteText.wellFormed(text)).results().map(MatchResult::group);
  }

  /** Most words of a text come again: their ids are kept, up to a limit. */
  private int[] ids(String piece) {
    int[] ids = known.get(piece);
    if (ids == null) {
      ids = merged(piece.getBytes(UTF_8));
      if (piece.length() <= KEPT_LENGTH && known.size() < KEPT_PIECES) {
        known.put(piece, ids);
      }
    }
    return ids;
  }

  private int[] merged(byte... bytes) {
    int[] ids = new int[bytes.length];
    Arrays.setAll(ids, i -> byteIds[bytes[i] & 0xff]);
    return merges.apply(ids);
  }

  /** The text of some ids; bytes that are no UTF-8, as in half a character, become U+FFFD. */
  @Override
  public String decode(int... ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      String token = vocabulary.token(id);
      if (vocabulary.isSpecial(token)) {
        bytes.writeBytes(token.getBytes(UTF_8));
      } else {
        ByteText.write(token, bytes);
      }
    }
    return bytes.toString(UTF_8);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }
}
