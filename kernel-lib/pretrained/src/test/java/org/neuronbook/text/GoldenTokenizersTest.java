package org.neuronbook.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Ids as the tokenizers of the real models give them; golden_tokenizers.py asked those. */
class GoldenTokenizersTest {
  private static JsonObject golden;

  @TempDir private Path folder;

  @BeforeAll
  static void readGolden() throws IOException {
    golden = Samples.golden();
  }

  private static Stream<DynamicTest> texts(Tokenizer tokenizer, String ids) {
    return Samples.elements(golden.get("texts")).stream()
        .map(JsonElement::getAsJsonObject)
        .map(
            each -> {
              String text = each.get("text").getAsString();
              return dynamicTest(
                  name(text),
                  () ->
                      assertThat(tokenizer.encode(text))
                          .as("%s of %s, here cut into %s", ids, name(text), tokenizer.tokens(text))
                          .containsExactly(Samples.ints(each.get(ids))));
            });
  }

  /** A text in characters that every report can show. */
  private static String name(String text) {
    StringBuilder name = new StringBuilder("\"");
    text.chars()
        .limit(40)
        .forEach(c -> name.append(c >= ' ' && c < 127 ? (char) c : "\\u%04x".formatted(c)));
    return name.append('"').toString();
  }

  @TestFactory
  Stream<DynamicTest> miniLmOfHuggingFace() throws IOException {
    return texts(Samples.minilm(), "minilm");
  }

  @TestFactory
  Stream<DynamicTest> chineseBgeOfHuggingFace() throws IOException {
    return texts(Samples.bge(), "bge");
  }

  @TestFactory
  Stream<DynamicTest> gpt2OfOpenAi() throws IOException {
    return texts(Samples.gpt2(), "gpt2");
  }

  @TestFactory
  Stream<DynamicTest> vocabularyAndMergesWrittenByHuggingFace() {
    return texts(
        BytePairTokenizer.read(
            Samples.goldenFile("trained-vocab.json"), Samples.goldenFile("trained-merges.txt")),
        "trained");
  }

  @TestFactory
  Stream<DynamicTest> vocabularyAndMergesLearnedHere() {
    return texts(BytePairTokenizer.train(golden.get("corpus").getAsString(), 340), "trained");
  }

  @Test
  void learnsTheRulesThatHuggingFaceLearns() throws IOException {
    Path vocabulary = folder.resolve("vocab.json");
    Path merges = folder.resolve("merges.txt");
    BytePairTokenizer.train(golden.get("corpus").getAsString(), 340).save(vocabulary, merges);
    assertThat(Files.readAllLines(merges))
        .isEqualTo(Files.readAllLines(Samples.goldenFile("trained-merges.txt")));
    assertThat(Samples.json("/golden/trained-vocab.json"))
        .hasToString(Files.readString(vocabulary).strip());
  }

  @Test
  void aVocabularyFileGivesWhatTheJsonGives() throws IOException {
    Path file = folder.resolve("vocab.txt");
    Files.write(file, Samples.minilm().vocabulary().tokens());
    Tokenizer tokenizer = WordPieceTokenizer.readVocabulary(file, true);
    for (JsonElement each : Samples.elements(golden.get("texts"))) {
      String text = each.getAsJsonObject().get("text").getAsString();
      assertThat(tokenizer.encode(text))
          .as(name(text))
          .containsExactly(Samples.ints(each.getAsJsonObject().get("minilm")));
    }
  }

  @TestFactory
  Stream<DynamicTest> optionsOfTheNormalizerAreObeyed() throws IOException {
    List<JsonElement> texts = Samples.elements(golden.get("texts"));
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonElement each : Samples.elements(golden.get("options"))) {
      JsonObject options = each.getAsJsonObject().getAsJsonObject("options");
      JsonObject json = Samples.minilmJson();
      options
          .entrySet()
          .forEach(
              option -> json.getAsJsonObject("normalizer").add(option.getKey(), option.getValue()));
      Tokenizer tokenizer = Samples.wordPiece(json.toString());
      List<JsonElement> ids = Samples.elements(each.getAsJsonObject().get("ids"));
      for (int i = 0; i < ids.size(); i++) {
        String text = texts.get(i).getAsJsonObject().get("text").getAsString();
        int[] expected = Samples.ints(ids.get(i));
        tests.add(
            dynamicTest(
                options + " " + name(text),
                () ->
                    assertThat(tokenizer.encode(text))
                        .as(tokenizer.tokens(text).toString())
                        .containsExactly(expected)));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> pairsAndWhatIsCutOffThem() throws IOException {
    WordPieceTokenizer minilm = Samples.minilm();
    return Samples.elements(golden.get("pairs")).stream()
        .map(JsonElement::getAsJsonObject)
        .map(
            each -> {
              JsonElement length = each.get("length");
              var tokenizer =
                  length.isJsonNull() ? minilm : minilm.withMaximumLength(length.getAsInt());
              String first = each.get("first").getAsString();
              String second = each.get("second").getAsString();
              return dynamicTest(
                  "%s | %s at most %s".formatted(first, second, length),
                  () -> {
                    Encoding pair = tokenizer.encodePair(first, second);
                    assertThat(pair.ids()).containsExactly(Samples.ints(each.get("ids")));
                    assertThat(pair.typeIds()).containsExactly(Samples.ints(each.get("types")));
                    assertThat(tokenizer.encode(first))
                        .containsExactly(Samples.ints(each.get("single")));
                  });
            });
  }

  @Test
  void textsComeBackAsFromHuggingFace() throws IOException {
    WordPieceTokenizer minilm = Samples.minilm();
    WordPieceTokenizer bge = Samples.bge();
    for (JsonElement element : Samples.elements(golden.get("texts"))) {
      JsonObject each = element.getAsJsonObject();
      assertThat(minilm.decode(Samples.ints(each.get("minilm"))))
          .isEqualTo(each.get("minilm_text").getAsString());
      assertThat(bge.decode(Samples.ints(each.get("bge"))))
          .isEqualTo(each.get("bge_text").getAsString());
    }
  }
}
