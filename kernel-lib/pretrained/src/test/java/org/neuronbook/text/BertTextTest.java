package org.neuronbook.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BertTextTest {
  private static final BertText CASED = new BertText(true, true, false, false);

  private static String between(int character) {
    return "a" + Character.toString(character) + "b";
  }

  /** The first and the last character of each block that BERT names. */
  @ParameterizedTest
  @CsvSource({
    "3400, 4DBF",
    "4E00, 9FFF",
    "F900, FAFF",
    "20000, 2A6DF",
    "2A700, 2B73F",
    "2B740, 2B81F",
    "2B820, 2CEAF",
    "2F800, 2FA1F"
  })
  void eachChineseCharacterIsAWord(String first, String last) {
    for (String each : new String[] {first, last}) {
      String character = Character.toString(Integer.parseInt(each, 16));
      assertThat(CASED.words("a" + character + "b")).containsExactly("a", character, "b");
    }
  }

  @ParameterizedTest
  @CsvSource({"33FF", "4DC0", "A000", "F8FE", "FB00", "3042", "AC00", "2FA20"})
  void charactersBesideThoseBlocksAreNot(String each) {
    BertText raw = new BertText(false, true, false, false);
    String text = between(Integer.parseInt(each, 16));
    assertThat(raw.words(text)).containsExactly(text);
  }

  @Test
  void aWordMayHaveAHundredCharactersHoweverManyUnitsTheyTake() throws Exception {
    WordPieceTokenizer tokenizer =
        Samples.wordPiece(
            """
            {"added_tokens": [{"id": 0, "content": "[UNK]"}, {"id": 1, "content": "[CLS]"},
             {"id": 2, "content": "[SEP]"}], "normalizer": {"type": "BertNormalizer"},
             "pre_tokenizer": {"type": "BertPreTokenizer"},
             "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": {"😀": 3, "##😀": 4}}}
            """);
    assertThat(tokenizer.encode("😀".repeat(100))).hasSize(102).endsWith(4, 2);
    assertThat(tokenizer.encode("😀".repeat(101))).containsExactly(1, 0, 2);
  }
}
