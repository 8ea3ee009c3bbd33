package org.neuronbook.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neuronbook.data.DataException;

/**
 * The text of a file that a tokenizer is read from, and the ways to take it apart. Whatever is not
 * as it should be is refused with the file and the place.
 *
 * @param where the file, for messages
 */
record TokenizerFile(String where, String text) {
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
          "tokenizer: %s: expected text in UTF-8, got other bytes. Is it damaged?".formatted(where),
          e);
    }
  }

  /** Lines that end in a line feed, and only there: a token may be another separator of lines. */
  List<String> lines() {
    List<String> lines =
        Arrays.stream(text.split("\n"))
            .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
            .toList();
    return text.isEmpty() ? List.of() : lines;
  }

  DataException wrong(String place, String expected, Object actual) {
    String got = String.valueOf(actual).replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return new DataException(
        "tokenizer: %s: %s: expected %s, got %s. Is it the right file, and whole?"
            .formatted(
                where, place, expected, got.length() > 60 ? got.substring(0, 57) + "..." : got));
  }

  JsonObject json() {
    try {
      return object("the file", JsonParser.parseString(text));
    } catch (JsonParseException e) {
      throw new DataException(
          "tokenizer: %s: expected JSON, got something else: %s. Is it the right file, and whole?"
              .formatted(where, e.getMessage()),
          e);
    }
  }

  /** A member that is an object itself. */
  JsonObject object(JsonObject parent, String name) {
    return object(name, parent.get(name));
  }

  JsonObject object(String place, JsonElement element) {
    if (element == null || !element.isJsonObject()) {
      throw wrong(place, "an object", element);
    }
    return element.getAsJsonObject();
  }

  /** A member that must have one certain value. */
  void require(JsonObject parent, String place, String name, String value) {
    JsonElement element = parent.get(name);
    if (element == null || !element.isJsonPrimitive() || !element.getAsString().equals(value)) {
      throw wrong(place + "." + name, value + ", the only one that is known here", element);
    }
  }

  /** A yes or no; where it is missing or null, the usual one. */
  boolean flag(JsonObject parent, String name, boolean usual) {
    JsonElement element = parent.get(name);
    if (element == null || element.isJsonNull()) {
      return usual;
    }
    if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isBoolean()) {
      throw wrong(name, "true, false or null", element);
    }
    return element.getAsBoolean();
  }

  int number(String place, JsonElement element) {
    try {
      return Integer.parseInt(element.getAsString());
    } catch (RuntimeException e) {
      throw wrong(place, "an integer", element);
    }
  }

  /** The whole file as an object of tokens and ids. */
  List<String> vocabulary() {
    return vocabulary("vocabulary", json());
  }

  /** An object of tokens and ids, as the tokens in the order of their ids, which leave no gap. */
  List<String> vocabulary(String place, JsonObject ids) {
    String[] tokens = new String[ids.size()];
    for (Map.Entry<String, JsonElement> each : ids.entrySet()) {
      int id = number(place + " \"" + each.getKey() + "\"", each.getValue());
      if (id < 0 || id >= tokens.length || tokens[id] != null) {
        throw wrong(
            "%s \"%s\"".formatted(place, each.getKey()),
            "the ids 0 to %d, each once".formatted(tokens.length - 1),
            id);
      }
      tokens[id] = each.getKey();
    }
    return new ArrayList<>(List.of(tokens));
  }

  /** An object of tokens and ids, as text. */
  static String json(List<String> tokens) {
    JsonObject ids = new JsonObject();
    tokens.forEach(token -> ids.addProperty(token, ids.size()));
    return new GsonBuilder().disableHtmlEscaping().create().toJson(ids) + "\n";
  }
}
