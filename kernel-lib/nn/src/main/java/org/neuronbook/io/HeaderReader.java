package org.neuronbook.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.neuronbook.io.Header.Entry;
import org.neuronbook.tensor.Shape;

/**
 * Reads the header of a safetensors file and believes nothing: whatever the format forbids is
 * refused, with the key at which it stands.
 */
final class HeaderReader {
  private final String file;
  private final long dataBytes;
  private final JsonReader json;

  /** The tensor that is being looked at, for messages; empty for the header as a whole. */
  private String key = "";

  private HeaderReader(String file, String text, long dataBytes) {
    this.file = file;
    this.dataBytes = dataBytes;
    this.json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
  }

  /**
   * @param file what messages call the file
   * @param header the bytes between the length and the numbers
   * @param dataBytes how many bytes of numbers follow
   */
  static Header read(String file, byte[] header, long dataBytes) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
    } catch (CharacterCodingException e) {
      String message = "load: %s: expected a header in UTF-8, got other bytes. Is it damaged?";
      throw new SafeTensorsException(message.formatted(file), e);
    }
    if (!text.startsWith("{")) {
      String start = text.substring(0, Math.min(12, text.length()));
      throw new SafeTensorsException(
          "load: %s: expected a header that starts with {, got \"%s\". Is it a safetensors file?"
              .formatted(file, start.replaceAll("\\p{Cntrl}", "?")));
    }
    HeaderReader reader = new HeaderReader(file, text, dataBytes);
    try {
      return reader.header();
    } catch (IOException | IllegalStateException e) {
      throw new SafeTensorsException(
          "load: %s: expected a header in JSON, got something else at %s. Is it damaged, or written by hand?"
              .formatted(file, reader.json.getPath()),
          e);
    }
  }

  private Header header() throws IOException {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      key = json.nextName();
      requireText(key);
      require(names.add(key), "every name once", "it twice");
      if (key.equals(Header.METADATA)) {
        readMetadata(metadata);
      } else {
        entries.add(entry());
      }
    }
    json.endObject();
    key = "";
    require(json.peek() == JsonToken.END_DOCUMENT, "nothing behind the last }", "more text");
    entries.sort(Comparator.comparingLong(Entry::begin));
    requireNoHoles(entries);
    return new Header(entries, metadata);
  }

  private void readMetadata(Map<String, String> metadata) throws IOException {
    beginObject("notes as an object of strings");
    while (json.hasNext()) {
      String note = json.nextName();
      String text = string("a string for note \"" + note + "\"");
      requireText(note + " " + text);
      require(metadata.put(note, text) == null, "every note once", "two \"" + note + "\"");
    }
    json.endObject();
  }

  private Entry entry() throws IOException {
    String type = null;
    long[] sizes = null;
    long[] offsets = null;
    Set<String> fields = new LinkedHashSet<>();
    beginObject("an object with dtype, shape and data_offsets");
    while (json.hasNext()) {
      String field = json.nextName();
      require(fields.add(field), "every field once", "two \"" + field + "\"");
      switch (field) {
        case "dtype" -> type = string("a string as dtype");
        case "shape" -> sizes = integers("shape");
        case "data_offsets" -> offsets = integers("data_offsets");
        // A field that this code does not know may change what the numbers mean.
        default -> throw wrong("dtype, shape and data_offsets only", "\"" + field + "\" as well");
      }
    }
    json.endObject();
    require(fields.size() == 3, "dtype, shape and data_offsets", "only " + fields);
    return checked(numberType(type), shape(sizes), offsets);
  }

  private NumberType numberType(String type) {
    for (NumberType each : NumberType.values()) {
      if (each.name().equals(type)) {
        return each;
      }
    }
    throw new SafeTensorsException(
        "load: %s: \"%s\": expected dtype F64, F32, F16 or BF16, got %s. Convert it to one of these, or leave it out, where the file is made"
            .formatted(file, shorten(key), shorten(type)));
  }

  private Shape shape(long[] sizes) {
    String expected =
        "sizes of at least 1, and at most 2^31 - 1 elements, which one Java array holds";
    int[] result = new int[sizes.length];
    long product = 1;
    for (int i = 0; i < sizes.length; i++) {
      // Both factors are below 2^31, so that the product does not overflow a long.
      product *= Math.min(sizes[i], Integer.MAX_VALUE);
      if (sizes[i] < 1 || Math.max(sizes[i], product) > Integer.MAX_VALUE) {
        throw wrong(expected, "shape " + shorten(sizes));
      }
      result[i] = (int) sizes[i];
    }
    return Shape.of(result);
  }

  private Entry checked(NumberType type, Shape shape, long[] offsets) {
    String actual = shorten(offsets);
    boolean pair = offsets.length == 2 && offsets[0] <= offsets[1];
    require(pair, "data_offsets [begin, end] with begin <= end", actual);
    require(
        offsets[1] <= dataBytes,
        "data_offsets within the " + dataBytes + " bytes behind the header",
        actual + (offsets[0] <= dataBytes ? ": the file may be cut off" : ""));
    long bytes = (long) shape.size() * type.bytes;
    long length = offsets[1] - offsets[0];
    String expected = bytes + " bytes for " + type + " of shape " + shape;
    require(length == bytes, expected, length + " bytes at " + actual);
    return new Entry(key, type, shape, offsets[0], offsets[1]);
  }

  /** Every byte belongs to exactly one tensor, as the format demands. */
  private void requireNoHoles(List<Entry> entries) {
    long end = 0;
    String before = "the start";
    for (Entry each : entries) {
      key = each.name();
      String fault = each.begin() < end ? ": they overlap" : ": there is a hole";
      require(
          each.begin() == end,
          "its bytes to begin at " + end + ", where those of " + before + " end",
          each.begin() + fault);
      end = each.end();
      before = "\"" + shorten(key) + "\"";
    }
    key = "";
    String expected = end + " bytes behind the header, where those of " + before + " end";
    require(end == dataBytes, expected, dataBytes + " bytes");
  }

  /** JSON can write half a surrogate pair, by its number, which UTF-8 cannot. */
  private void requireText(String text) {
    boolean whole = UTF_8.newEncoder().canEncode(text);
    require(whole, "Unicode text", "half a character (surrogate)");
  }

  private void requireNext(JsonToken token, String expected) throws IOException {
    require(json.peek() == token, expected, json.peek().name());
  }

  private void beginObject(String expected) throws IOException {
    requireNext(JsonToken.BEGIN_OBJECT, expected);
    json.beginObject();
  }

  private String string(String expected) throws IOException {
    requireNext(JsonToken.STRING, expected);
    return json.nextString();
  }

  private long[] integers(String field) throws IOException {
    String expected = field + " as an array of integers from 0 to 2^63 - 1";
    LongStream.Builder numbers = LongStream.builder();
    requireNext(JsonToken.BEGIN_ARRAY, expected);
    json.beginArray();
    while (json.hasNext()) {
      requireNext(JsonToken.NUMBER, expected);
      numbers.add(integer(expected, json.nextString()));
    }
    json.endArray();
    return numbers.build().toArray();
  }

  /** Not JsonReader.nextLong, which takes 1.0 and 1e2 as well. */
  private long integer(String expected, String text) {
    try {
      require(text.matches("[0-9]+"), expected, shorten(text));
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(expected, shorten(text));
    }
  }

  private void require(boolean condition, String expected, String actual) {
    if (!condition) {
      throw wrong(expected, actual);
    }
  }

  private SafeTensorsException wrong(String expected, String actual) {
    String where = key.isEmpty() ? file : "%s: \"%s\"".formatted(file, shorten(key));
    return new SafeTensorsException(
        "load: %s: expected %s, got %s. Is the file whole? Get or save it again"
            .formatted(where, expected, actual));
  }

  private static String shorten(long[] numbers) {
    return shorten(Arrays.toString(numbers));
  }

  /** Keeps messages readable, whatever a damaged file says. */
  private static String shorten(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return clean.length() <= 80 ? clean : clean.substring(0, 77) + "...";
  }
}
