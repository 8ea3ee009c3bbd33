package org.neuronbook.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbook.data.DataException;

/**
 * The text of a file that a tokenizer is read from. Whatever is not as it should be is refused with
 * the file and the place.
 *
 * @param where the file, for messages
 */
record TokenizerFile(String where, String text) {
  private static final Gson JSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .disableHtmlEscaping()
          .setStrictness(Strictness.STRICT)
          .create();

  private static final String AGAIN = ". Is it the right file, and whole?";
  private static final TypeToken<Map<String, Integer>> IDS = new TypeToken<>() {};

  static TokenizerFile read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          "tokenizer: %s: expected a file, there is none. The path counts from %s"
              .formatted(file, Path.of("").toAbsolutePath()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("tokenizer: cannot read %s: %s".formatted(file, e), e);
    }
  }

  static TokenizerFile read(InputStream in, String where) throws IOException {
    try {
      return new TokenizerFile(
          where, UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString());
    } catch (CharacterCodingException e) {
      throw new DataException(
          "tokenizer: %s: expected text in UTF-8, got other bytes. Is it damaged? Save it as UTF-8"
              .formatted(where),
          e);
    }
  }

  /** Lines that end in a line feed, and only there: a token may be another separator of lines. */
  List<String> lines() {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\r?\n"));
  }

  DataException wrong(String place, String expected, Object actual) {
    String got = String.valueOf(actual).replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return new DataException(
        "tokenizer: %s: %s: expected %s, got %s%s"
            .formatted(
                where,
                place,
                expected,
                got.length() > 60 ? got.substring(0, 57) + "..." : got,
                AGAIN));
  }

  /** The whole file as JSON of a known form; never null. */
  <T> T json(TypeToken<T> form) {
    JsonReader reader = new JsonReader(new StringReader(text));
    try {
      T content = JSON.fromJson(reader, form);
      if (content != null && reader.peek() == JsonToken.END_DOCUMENT) {
        return content;
      }
    } catch (JsonParseException | IOException e) {
      throw notJson(reader, e);
    }
    throw notJson(reader, null);
  }

  private DataException notJson(JsonReader reader, Exception cause) {
    return new DataException(
        "tokenizer: %s: expected JSON of a tokenizer, got something else at %s%s"
            .formatted(where, reader.getPath().replaceFirst("\\.$", ""), AGAIN),
        cause);
  }

  /** The whole file as tokens and their ids. */
  List<String> vocabulary() {
    return inOrder(json(IDS));
  }

  /** Tokens in the order of their ids, which leave no gap. */
  List<String> inOrder(Map<String, Integer> ids) {
    String[] tokens = new String[ids.size()];
    ids.forEach(
        (token, id) -> {
          if (id == null || id < 0 || id >= tokens.length || tokens[id] != null) {
            throw wrong(
                "\"" + token + "\"",
                "one of the ids 0 to %d, each once".formatted(tokens.length - 1),
                id);
          }
          tokens[id] = token;
        });
    return List.of(tokens);
  }

  /** Tokens and their ids as JSON. */
  static String json(List<String> tokens) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    tokens.forEach(token -> ids.put(token, ids.size()));
    return JSON.toJson(ids) + "\n";
  }
}
