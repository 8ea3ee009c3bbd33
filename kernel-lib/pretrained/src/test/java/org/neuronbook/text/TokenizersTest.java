package org.neuronbook.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.tensor.Rng;

/** What the four tokenizers promise, beside the ids of real models. */
class TokenizersTest {
  private static BytePairTokenizer gpt2;

  @TempDir private Path folder;

  @BeforeAll
  static void readGpt2() throws IOException {
    gpt2 = Samples.gpt2();
  }

  /** Any text of Unicode, of one kind of character or mixed. */
  private static String random(Rng rng, boolean halves) {
    int[] limits = {0x80, 0x800, 0x10000, 0x110000};
    StringBuilder text = new StringBuilder();
    int length = rng.nextInt(40);
    while (text.length() < length) {
      int character = rng.nextInt(limits[rng.nextInt(limits.length)]);
      if (halves || Character.getType(character) != Character.SURROGATE) {
        text.appendCodePoint(character);
      }
    }
    return text.toString();
  }

  // ---- characters

  @Test
  void charactersComeBackWhateverTheyAre() {
    Rng rng = Rng.of(1);
    for (int i = 0; i < 2_000; i++) {
      String text = random(rng, true);
      CharacterTokenizer tokenizer = CharacterTokenizer.of(text);
      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void charactersAreNumberedInTheirOrderBehindSpecialTokens() {
    CharacterTokenizer tokenizer = CharacterTokenizer.of("banana 😀", "<pad>", "<end>");
    assertThat(tokenizer.vocabulary().tokens())
        .containsExactly("<pad>", "<end>", " ", "a", "b", "n", "😀");
    assertThat(tokenizer.encode("nab😀")).containsExactly(5, 3, 4, 6);
    assertThat(tokenizer.vocabulary().id("<end>")).isEqualTo(1);
    assertThat(tokenizer.vocabulary().specials()).containsExactly("<pad>", "<end>");
  }

  @Test
  void aSavedVocabularyOfCharactersGivesTheSameIds() {
    Vocabulary saved = CharacterTokenizer.of("to be or not to be").vocabulary();
    var again = new CharacterTokenizer(new Vocabulary(saved.tokens(), saved.specials()));
    assertThat(again.decode(again.encode("robot"))).isEqualTo("robot");
  }

  // ---- words

  @Test
  void wordsAndMarksAreTokensTheMostFrequentFirst() {
    WordTokenizer tokenizer = WordTokenizer.of("b a c, a b! a 北京 ée", 1, Integer.MAX_VALUE);
    assertThat(tokenizer.vocabulary().tokens())
        .containsExactly("[PAD]", "[UNK]", "a", "b", "!", ",", "c", "ée", "北京");
  }

  @Test
  void rareWordsAreUnknown() {
    WordTokenizer tokenizer = WordTokenizer.of("a a a b b c c d", 2, Integer.MAX_VALUE);
    assertThat(tokenizer.tokens("a d c zebra"))
        .containsExactly("a", WordTokenizer.UNKNOWN, "c", WordTokenizer.UNKNOWN);
  }

  @Test
  void aVocabularyOfWordsKeepsToItsSize() {
    WordTokenizer tokenizer = WordTokenizer.of("a a a b b c c d", 1, 4);
    assertThat(tokenizer.vocabulary().tokens()).containsExactly("[PAD]", "[UNK]", "a", "b");
  }

  @Test
  void contractionsTabsAndAccentsAreCutAsSaid() {
    WordTokenizer tokenizer = WordTokenizer.of("don't\tcafe\u0301 x_1", 1, 100);
    assertThat(tokenizer.tokens("don't\tcafe\u0301 x_1"))
        .containsExactly("don", "'", "t", "cafe\u0301", "x", "_", "1");
    assertThat(tokenizer.encode(" \n\u3000")).isEmpty();
  }

  @Test
  void wordsComeBackWithSingleSpaces() {
    WordTokenizer tokenizer = WordTokenizer.of("Hello , world!  How are\nyou?", 1, 100);
    assertThat(tokenizer.decode(tokenizer.encode("Hello, world! How are you?")))
        .isEqualTo("Hello, world! How are you?");
  }

  // ---- word pieces

  @Test
  void wordPiecesShowHowAWordIsPutTogether() throws IOException {
    assertThat(Samples.minilm().tokens("Unaffable [MASK]s"))
        .containsExactly("[CLS]", "una", "##ffa", "##ble", "[MASK]", "s", "[SEP]");
    assertThat(Samples.minilm().vocabulary().id("[MASK]")).isEqualTo(103);
  }

  @Test
  void wordPiecesComeBackWithoutFramesButWithWhatIsUnknown() throws IOException {
    WordPieceTokenizer minilm = Samples.minilm();
    assertThat(minilm.decode(101, 2748, 102, 0, 0)).isEqualTo("yes");
    assertThat(minilm.decode(minilm.encode("Affable \ud83e\udd84 people.")))
        .isEqualTo("affable [UNK] people.");
  }

  // ---- byte pairs

  @Test
  void everyTextComesBackFromBytePairs() {
    BytePairTokenizer small = BytePairTokenizer.train("so many, so many", 260);
    Rng rng = Rng.of(2);
    for (int i = 0; i < 2_000; i++) {
      String text = random(rng, false);
      assertThat(gpt2.decode(gpt2.encode(text))).isEqualTo(text);
      assertThat(small.decode(small.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void halvesOfSurrogatePairsBecomeTheReplacementCharacter() {
    assertThat(gpt2.decode(gpt2.encode("a\ud83d b\ude00 \ud83d\ude00")))
        .isEqualTo("a\ufffd b\ufffd \ud83d\ude00");
  }

  @Test
  void gpt2ShowsSpacesAndBytesAsCharacters() {
    assertThat(gpt2.tokens("Hello world\n é")).containsExactly("Hello", "Ġworld", "Ċ", "ĠÃ©");
    assertThat(gpt2.vocabulary().size()).isEqualTo(50_257);
  }

  @Test
  void specialTokensOfGpt2AreNotMadeOfText() {
    int end = gpt2.vocabulary().id(BytePairTokenizer.END_OF_TEXT);
    assertThat(end).isEqualTo(50_256);
    assertThat(gpt2.encode(BytePairTokenizer.END_OF_TEXT)).doesNotContain(end);
    assertThat(gpt2.decode(15496, end)).isEqualTo("Hello<|endoftext|>");
  }

  @Test
  void halfACharacterIsShownAsWhatCouldNotBeRead() {
    int[] emoji = gpt2.encode("\ud83e\udd84");
    assertThat(emoji).hasSizeGreaterThan(1);
    assertThat(gpt2.decode(emoji[0])).contains("\ufffd");
  }

  @Test
  void trainingEndsWhereNoPairComesTwice() {
    BytePairTokenizer tokenizer = BytePairTokenizer.train("abab", 1_000, "<pad>", "<end>");
    assertThat(tokenizer.vocabulary().size()).isEqualTo(256 + 1 + 2);
    assertThat(tokenizer.tokens("abab")).containsExactly("ab", "ab");
    assertThat(tokenizer.vocabulary().id("<pad>")).isEqualTo(257);
    assertThat(tokenizer.vocabulary().id("<end>")).isEqualTo(258);
  }

  @Test
  void trainingGivesAsManyTokensAsAsked() {
    String text = "she sells sea shells by the sea shore, the shells she sells are sea shells";
    BytePairTokenizer tokenizer = BytePairTokenizer.train(text, 265, "<end>");
    assertThat(tokenizer.vocabulary().size()).isEqualTo(265);
    assertThat(tokenizer.encode(text)).hasSizeLessThan(text.length() * 2 / 3);
  }

  @Test
  void aTrainedTokenizerIsSavedAndRead() throws IOException {
    BytePairTokenizer tokenizer =
        BytePairTokenizer.train("banana bananas\n".repeat(5), 270, "<end>");
    Path vocabulary = folder.resolve("vocab.json");
    Path merges = folder.resolve("merges.txt");
    tokenizer.save(vocabulary, merges);
    BytePairTokenizer again = BytePairTokenizer.read(vocabulary, merges);
    assertThat(again.vocabulary().tokens()).isEqualTo(tokenizer.vocabulary().tokens());
    assertThat(again.vocabulary().specials()).containsExactly("<end>");
    assertThat(again.encode("a banana's skin")).isEqualTo(tokenizer.encode("a banana's skin"));
  }

  /** The rules that were worked out from the ranks are those of a file with merges. */
  @Test
  void gpt2IsSavedAndReadAsVocabularyAndMerges() throws IOException {
    Path vocabulary = folder.resolve("vocab.json");
    Path merges = folder.resolve("merges.txt");
    gpt2.save(vocabulary, merges);
    BytePairTokenizer again = BytePairTokenizer.read(vocabulary, merges);
    String text = "Anomalous hyperparameters, 北京 and 1234567 naïve tokenizers";
    assertThat(again.encode(text)).isEqualTo(gpt2.encode(text));
    assertThat(again.vocabulary().specials()).containsExactly(BytePairTokenizer.END_OF_TEXT);
  }

  @Test
  void severalThreadsGetTheSameIds() {
    String text = "Threads share what one of them has found out. ".repeat(20);
    BytePairTokenizer fresh = BytePairTokenizer.train(text, 300);
    List<int[]> results =
        IntStream.range(0, 64).parallel().mapToObj(i -> fresh.encode(text)).toList();
    assertThat(results).allSatisfy(ids -> assertThat(ids).isEqualTo(results.get(0)));
  }

  @Test
  void aWordOfAMillionLettersIsEncoded() {
    assertThat(gpt2.decode(gpt2.encode("ab".repeat(500_000)))).hasSize(1_000_000);
  }
}
