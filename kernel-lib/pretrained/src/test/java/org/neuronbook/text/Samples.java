package org.neuronbook.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Real vocabularies, golden ids, and how to read them. */
final class Samples {
  private static final String MINILM = "/all-minilm-l6-v2-q-tokenizer.json";
  private static final String BGE = "/bge-small-zh-v1.5-q-tokenizer.json";
  private static final String RANKS = "/com/knuddels/jtokkit/r50k_base.tiktoken";

  private Samples() {}

  static InputStream ranks() {
    return resource(RANKS);
  }

  static BytePairTokenizer gpt2() throws IOException {
    try (InputStream in = ranks()) {
      return BytePairTokenizer.readRanks(in, RANKS);
    }
  }

  static WordPieceTokenizer minilm() throws IOException {
    return wordPiece(minilmJson().toString());
  }

  static WordPieceTokenizer bge() throws IOException {
    return wordPiece(json(BGE).toString());
  }

  static JsonObject minilmJson() throws IOException {
    return json(MINILM);
  }

  static WordPieceTokenizer wordPiece(String json) throws IOException {
    return WordPieceTokenizer.readJson(
        new ByteArrayInputStream(json.getBytes(UTF_8)), "tokenizer.json");
  }

  static JsonObject golden() throws IOException {
    return json("/golden/tokenizers.json");
  }

  static Path goldenFile(String name) {
    try {
      return Path.of(Samples.class.getResource("/golden/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static JsonObject json(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return JsonParser.parseString(new String(in.readAllBytes(), UTF_8)).getAsJsonObject();
    }
  }

  static int[] ints(JsonElement array) {
    return elements(array).stream().mapToInt(JsonElement::getAsInt).toArray();
  }

  static List<JsonElement> elements(JsonElement array) {
    return StreamSupport.stream(((JsonArray) array).spliterator(), false).toList();
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        Samples.class.getResourceAsStream(name), name + " is not on the class path of the tests");
  }
}
