package org.neuronbook.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.data.DataException;

/** What people do wrong with texts and tokenizers, and the whole of what they are told. */
class MistakesTest {
  private static final String AGAIN = ". Is it the right file, and whole?";
  private static final Class<IllegalArgumentException> ILLEGAL = IllegalArgumentException.class;

  private final List<DynamicTest> tests = new ArrayList<>();

  @TempDir private static Path folder;

  private void add(
      String mistake, Class<? extends Throwable> type, ThrowingCallable code, String text) {
    tests.add(
        dynamicTest(
            mistake,
            () -> {
              Throwable thrown = catchThrowable(code);
              assertThat(thrown).as(mistake).isExactlyInstanceOf(type).hasMessage(text);
              assertThat(text)
                  .as("says where first, and in the end, in a sentence of its own, what to do")
                  .matches("(?s)[\\w .,()>-]+: .*[.;:?] +[A-Z0-9xu].*");
            }));
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() throws IOException {
    ids();
    making();
    batches();
    files();
    vocabularies();
    jsons();
    bytePairs();
    ranks();
    return tests.stream();
  }

  private void ids() {
    CharacterTokenizer letters = CharacterTokenizer.of("abc", "<pad>");
    String hint = ". Is it of another tokenizer?";
    String range = "vocabulary: expected an id from 0 to 3, got ";
    add("an id too large", ILLEGAL, () -> letters.decode(0, 4), range + 4 + hint);
    add("a negative id", ILLEGAL, () -> letters.decode(-1), range + -1 + hint);
    add(
        "a special token of another tokenizer",
        ILLEGAL,
        () -> letters.vocabulary().id("[MASK]"),
        "vocabulary: expected one of its 4 tokens, got \"[MASK]\". Its special tokens are [<pad>]");
    add(
        "a character that was not there",
        ILLEGAL,
        () -> letters.encode("ab\u00e9"),
        "encode: expected characters of the 4 in the vocabulary, got '\u00e9' (U+00E9) at index 2."
            + " Build the vocabulary from a text that has it, or replace it");
  }

  private void making() throws IOException {
    add(
        "a token twice",
        DataException.class,
        () -> new Vocabulary(List.of("a", "b", "a"), List.of()),
        "vocabulary: expected every token once, got \"a\" as 0 and as 2. Take one of them out");
    add(
        "words without the unknown one",
        ILLEGAL,
        () -> new WordTokenizer(new Vocabulary(List.of("a"), List.of())),
        "vocabulary: expected one of its 1 tokens, got \"[UNK]\". Its special tokens are []");
    String words =
        "words: expected a minimum frequency of at least 1 and a maximum size of at least 3, got";
    String all = ". All words: WordTokenizer.of(text, 1, Integer.MAX_VALUE)";
    add(
        "words that come never",
        ILLEGAL,
        () -> WordTokenizer.of("a", 0, 9),
        words + " 0 and 9" + all);
    add("no room for words", ILLEGAL, () -> WordTokenizer.of("a", 1, 2), words + " 1 and 2" + all);
    add(
        "a vocabulary smaller than the bytes",
        ILLEGAL,
        () -> BytePairTokenizer.train("abc", 256, "<end>"),
        "train: expected a size of at least 257, for all bytes and special tokens, got 256. Small"
            + " texts do well with 500 to 5,000");
    add(
        "a special token that looks like a word",
        ILLEGAL,
        () -> BytePairTokenizer.train("abc", 300, "end"),
        "train: expected special tokens that look like <end> or [END], got \"end\". Files tell them"
            + " by that");
    WordPieceTokenizer minilm = Samples.minilm();
    add(
        "no room for the frame",
        ILLEGAL,
        () -> minilm.withMaximumLength(2),
        "withMaximumLength: expected at least 3 ids, for [CLS] and two [SEP], got 2. BERT takes 512");
  }

  private void batches() {
    add(
        "nothing to fill up",
        ILLEGAL,
        () -> Padding.right(0),
        "padding: expected at least one sequence with an id in it, got 0 empty ones. Was the text"
            + " encoded?"
            + " Pass int[] sequences");
    add(
        "only empty sequences",
        ILLEGAL,
        () -> Padding.left(0, new int[2][0]),
        "padding: expected at least one sequence with an id in it, got 2 empty ones. Was the text"
            + " encoded?"
            + " Pass int[] sequences");
    String windows =
        "windows: expected context and stride of at least 1 and a text of more ids than the"
            + " context, got context ";
    String hint = ". Take a smaller context, or a longer text";
    add(
        "a text as short as the context",
        ILLEGAL,
        () -> Windows.of(new int[4], 9, 4, 1),
        windows + "4, stride 1 and 4 ids" + hint);
    add(
        "a stride of nothing",
        ILLEGAL,
        () -> Windows.of(new int[4], 9, 2, 0),
        windows + "2, stride 0 and 4 ids" + hint);
    add(
        "a context of nothing",
        ILLEGAL,
        () -> Windows.of(new int[4], 9, 0, 1),
        windows + "0, stride 1 and 4 ids" + hint);
    add(
        "the size of another vocabulary",
        ILLEGAL,
        () -> Windows.of(new int[] {0, 3, 1}, 3, 1, 1),
        "windows: expected ids from 0 to 2, got 3 at index 1. Is the size that of the tokenizer's"
            + " vocabulary?"
            + " Use vocabulary().size()");
  }

  private void files() throws IOException {
    Path none = folder.resolve("none.txt");
    String missing =
        "tokenizer: %s: expected a file, there is none. The path counts from %s"
            .formatted(none, Path.of("").toAbsolutePath());
    Class<UncheckedIOException> io = UncheckedIOException.class;
    add("no vocab.txt", io, () -> WordPieceTokenizer.readVocabulary(none, true), missing);
    add("no tokenizer.json", io, () -> WordPieceTokenizer.readJson(none), missing);
    add("no vocab.json", io, () -> BytePairTokenizer.read(none, none), missing);
    Path vocabulary = Samples.goldenFile("trained-vocab.json");
    add("no merges.txt", io, () -> BytePairTokenizer.read(vocabulary, none), missing);
    Path latin = Files.write(folder.resolve("latin1.txt"), new byte[] {'a', '\n', (byte) 0xe9});
    add(
        "a file in Latin-1",
        DataException.class,
        () -> WordPieceTokenizer.readVocabulary(latin, true),
        "tokenizer: %s: expected text in UTF-8, got other bytes. Is it damaged?".formatted(latin)
            + " Save it as UTF-8");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void vocabularies() throws IOException {
    String frame = ": vocabulary: expected a special token ";
    Path empty = file("empty.txt", "");
    add(
        "an empty vocab.txt",
        DataException.class,
        () -> WordPieceTokenizer.readVocabulary(empty, true),
        "tokenizer: " + empty + frame + "[UNK], got 0 tokens without it" + AGAIN);
    Path cut = file("cut.txt", "[PAD]\n[UNK]\n[CLS]\n");
    add(
        "a vocab.txt cut off",
        DataException.class,
        () -> WordPieceTokenizer.readVocabulary(cut, true),
        "tokenizer: " + cut + frame + "[SEP], got 3 tokens without it" + AGAIN);
    Path twice = file("twice.txt", "[UNK]\n[CLS]\n[SEP]\na\r\na\n");
    add(
        "a vocab.txt with a line twice",
        DataException.class,
        () -> WordPieceTokenizer.readVocabulary(twice, true),
        "vocabulary: expected every token once, got \"a\" as 3 and as 4. Take one of them out");
  }

  /** A small tokenizer.json in which one thing is changed. */
  private void json(String mistake, String from, String to, String expected) {
    String json =
        ("{'added_tokens': [{'id': 0, 'content': '[UNK]'}, {'id': 1, 'content': '[CLS]'},"
                + " {'id': 2, 'content': '[SEP]'}], 'normalizer': {'type': 'BertNormalizer',"
                + " 'lowercase': true}, 'pre_tokenizer': {'type': 'BertPreTokenizer'},"
                + " 'model': {'type': 'WordPiece', 'vocab': {'[UNK]': 0, '[CLS]': 1, '[SEP]': 2,"
                + " 'a': 3, '##b': 4}}}")
            .replace(from, to);
    add(
        mistake,
        DataException.class,
        () -> Samples.wordPiece(json.replace('\'', '"')),
        "tokenizer: tokenizer.json: " + expected + AGAIN);
  }

  private void jsons() {
    json(
        "another kind of model",
        "WordPiece",
        "BPE",
        "model.type: expected WordPiece, as BERT has it, got BPE");
    json(
        "no model",
        "'model'",
        "'modell'",
        "model.type: expected WordPiece, as BERT has it, got none");
    json(
        "another normalizer",
        "BertNormalizer",
        "Sequence",
        "normalizer.type: expected BertNormalizer, as BERT has it, got Sequence");
    json(
        "no normalizer",
        "{'type': 'BertNormalizer', 'lowercase': true}",
        "null",
        "normalizer.type: expected BertNormalizer, as BERT has it, got none");
    json(
        "another way to cut words",
        "BertPreTokenizer",
        "Whitespace",
        "pre_tokenizer.type: expected BertPreTokenizer, as BERT has it, got Whitespace");
    json(
        "no special tokens",
        "added_tokens",
        "tokens_added",
        "$: expected model.vocab and added_tokens, got none of one of them");
    json(
        "an id twice",
        "'a': 3",
        "'a': 4",
        "\"##b\": expected one of the ids 0 to 4, each once, got 4");
    json(
        "an id left out",
        "'a': 3",
        "'a': 5",
        "\"a\": expected one of the ids 0 to 4, each once, got 5");
    json(
        "no id",
        "'a': 3",
        "'a': null",
        "\"a\": expected one of the ids 0 to 4, each once, got null");
    json(
        "no [SEP]",
        "[SEP]",
        "[END]",
        "vocabulary: expected a special token [SEP], got 5 tokens without it");
    String form = "expected JSON of a tokenizer, got something else at ";
    json("a text as id", "'a': 3", "'a': 'x'", form + "$.model.vocab");
    json("a number as vocabulary", "'vocab': {", "'vocab': 7, 'vocal': {", form + "$.model.vocab");
    json("a token twice", "'a': 3", "'##b': 3", form + "$.model.vocab");
    json("more behind the end", "}}}", "}}} x", form + "$");
    json("an array", "{'added_tokens'", "[{'added_tokens'", form + "$");
  }

  private void pairs(String mistake, String vocabulary, String merges, String expected)
      throws IOException {
    Path first = file(mistake.replace(' ', '_') + ".json", vocabulary);
    Path second = file(mistake.replace(' ', '_') + ".txt", merges);
    add(
        mistake,
        DataException.class,
        () -> BytePairTokenizer.read(first, second),
        "tokenizer: " + expected.formatted(first, second) + AGAIN);
  }

  private void bytePairs() throws IOException {
    String vocabulary = Files.readString(Samples.goldenFile("trained-vocab.json"));
    String merges = Files.readString(Samples.goldenFile("trained-merges.txt"));
    pairs(
        "a cut vocabulary",
        vocabulary.substring(0, 100),
        merges,
        "%s: expected JSON of a tokenizer, got something else at $");
    pairs(
        "an empty vocabulary",
        "",
        merges,
        "%s: expected JSON of a tokenizer, got something else at $");
    pairs(
        "a vocabulary without a byte",
        vocabulary.replace("\"\u0120\":", "\"zz\":"),
        merges,
        "%s: vocabulary: expected a token for each of the 256 bytes, got none for byte 32");
    pairs(
        "other merges",
        vocabulary,
        "#version: 0.2\nb a\nz q\n",
        "%2$s: line 3: expected two tokens of other_merges.json that are one together, got \"z q\"");
    pairs(
        "three in a line",
        vocabulary,
        "b a n\n",
        "%2$s: line 1: expected two tokens of three_in_a_line.json that are one together, got \"b a"
            + " n\"");
    pairs(
        "cut merges",
        vocabulary,
        merges.substring(0, merges.lastIndexOf("\n", merges.length() - 2) + 1),
        "%2$s: the end: expected a rule for every token of cut_merges.json, got none for \""
            + "\u0120Li\"");
  }

  private void ranks(String mistake, String text, String expected) {
    add(
        mistake,
        DataException.class,
        () ->
            BytePairTokenizer.readRanks(
                new ByteArrayInputStream(text.getBytes(UTF_8)), "r.tiktoken"),
        "tokenizer: r.tiktoken: " + expected + AGAIN);
  }

  private static String line(int id, int... bytes) {
    byte[] token = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      token[i] = (byte) bytes[i];
    }
    return Base64.getEncoder().encodeToString(token) + " " + id + "\n";
  }

  private void ranks() {
    String bytes = IntStream.range(0, 256).mapToObj(i -> line(i, i)).collect(Collectors.joining());
    ranks(
        "an empty file of ranks",
        "",
        "vocabulary: expected a token for each of the 256 bytes, got none for byte 0");
    ranks(
        "ranks with a hole",
        bytes + line(257, 97, 98),
        "line 257: expected the id 256, got YWI= 257");
    ranks("ranks without an id", bytes + "YWI=\n", "line 257: expected the id 256, got YWI=");
    ranks(
        "a token that is not Base64",
        bytes + "a*b 256\n",
        "line 257: expected bytes in Base64 and an id, got a*b 256");
    ranks(
        "a token of three that no rule leads to",
        bytes + line(256, 97, 98, 99),
        "line 257: expected a token made of two earlier ones, got one of 3");
    ranks(
        "no token at all",
        bytes + " 256\n",
        "line 257: expected a token made of two earlier ones, got one of 0");
  }
}
