package org.neuronbook.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neuronbook.tensor.Shape;

/**
 * What stands in front of the numbers.
 *
 * @param entries the tensors, in the order of their bytes
 * @param metadata notes, such as {@code format} = {@code pt}
 */
record Header(List<Entry> entries, Map<String, String> metadata) {
  /** The key under which the notes stand; no tensor may have it. */
  static final String METADATA = "__metadata__";

  /**
   * Where the tensor of a name lies: bytes begin to end (exclusive), from the end of the header.
   */
  record Entry(String name, NumberType type, Shape shape, long begin, long end) {}

  /**
   * The header as JSON in UTF-8, filled up with spaces to a multiple of 8 bytes as the reference
   * implementation does, so that the numbers behind it lie where a processor likes them.
   */
  byte[] encode() {
    ByteBuffer text;
    try {
      // Not getBytes, which turns half a surrogate pair into a question mark.
      text = UTF_8.newEncoder().encode(CharBuffer.wrap(json()));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "save: expected names and metadata that are Unicode text, got half a surrogate pair. Were they cut in the middle of a character?",
          e);
    }
    byte[] padded = new byte[(text.remaining() + 7) / 8 * 8];
    Arrays.fill(padded, (byte) ' ');
    text.get(padded, 0, text.remaining());
    return padded;
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      if (!metadata.isEmpty()) {
        json.name(METADATA).beginObject();
        for (Map.Entry<String, String> each : metadata.entrySet()) {
          json.name(each.getKey()).value(each.getValue());
        }
        json.endObject();
      }
      for (Entry each : entries) {
        json.name(each.name()).beginObject();
        json.name("dtype").value(each.type().name());
        json.name("shape").beginArray();
        for (int size : each.shape().toArray()) {
          json.value(size);
        }
        json.endArray();
        json.name("data_offsets").beginArray().value(each.begin()).value(each.end()).endArray();
        json.endObject();
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return text.toString();
  }
}
