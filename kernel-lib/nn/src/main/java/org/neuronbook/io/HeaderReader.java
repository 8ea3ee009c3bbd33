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
      throw new SafeTensorsException(
          "load: " + file + ": expected a header in UTF-8, got other bytes. Is it damaged?", e);
    }
    if (!text.startsWith("{")) {
      throw new SafeTensorsException(
          "load: "
              + file
              + ": expected a header that starts with {, got \""
              + text.substring(0, Math.min(12, text.length())).replaceAll("\\p{Cntrl}", "?")
              + "\". Is it a safetensors file?");
    }
    HeaderReader reader = new HeaderReader(file, text, dataBytes);
    try {
      return reader.header();
    } catch (IOException | IllegalStateException e) {
      throw new SafeTensorsException(
          "load: "
              + file
              + ": expected a header in JSON, got something else at "
              + reader.json.getPath()
              + ". Is it damaged, or written by hand?",
          e);
    }
  }

  private Header header() throws IOException {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      requireText(name, name);
      require(names.add(name), name, "every name once", "it twice");
      if (name.equals(Header.METADATA)) {
        readMetadata(metadata);
      } else {
        entries.add(entry(name));
      }
    }
    json.endObject();
    require(json.peek() == JsonToken.END_DOCUMENT, "", "nothing behind the last }", "more text");
    entries.sort(Comparator.comparingLong(Entry::begin));
    requireNoHoles(entries);
    return new Header(entries, metadata);
  }

  private void readMetadata(Map<String, String> metadata) throws IOException {
    beginObject(Header.METADATA, "notes as an object of strings");
    while (json.hasNext()) {
      String key = json.nextName();
      String text = string(Header.METADATA, "a string for note \"" + key + "\"");
      requireText(Header.METADATA, key + " " + text);
      require(
          metadata.put(key, text) == null,
          Header.METADATA,
          "every note once",
          "two \"" + key + "\"");
    }
    json.endObject();
  }

  private Entry entry(String name) throws IOException {
    String type = null;
    long[] sizes = null;
    long[] offsets = null;
    Set<String> fields = new LinkedHashSet<>();
    beginObject(name, "an object with dtype, shape and data_offsets");
    while (json.hasNext()) {
      String field = json.nextName();
      require(fields.add(field), name, "every field once", "two \"" + field + "\"");
      switch (field) {
        case "dtype":
          type = string(name, "a string as dtype");
          break;
        case "shape":
          sizes = integers(name, "shape");
          break;
        case "data_offsets":
          offsets = integers(name, "data_offsets");
          break;
        default:
          // A field that this code does not know may change what the numbers mean.
          throw wrong(name, "dtype, shape and data_offsets only", "\"" + field + "\" as well");
      }
    }
    json.endObject();
    require(fields.size() == 3, name, "dtype, shape and data_offsets", "only " + fields);
    return checked(name, numberType(name, type), shape(name, sizes), offsets);
  }

  private NumberType numberType(String name, String type) {
    for (NumberType each : NumberType.values()) {
      if (each.name().equals(type)) {
        return each;
      }
    }
    throw new SafeTensorsException(
        "load: "
            + file
            + ": \""
            + shorten(name)
            + "\": expected dtype F64, F32, F16 or BF16, got "
            + shorten(type)
            + ". Convert it to one of these, or leave it out, where the file is made");
  }

  private Shape shape(String name, long[] sizes) {
    int[] result = new int[sizes.length];
    long product = 1;
    for (int i = 0; i < sizes.length; i++) {
      // Both factors are below 2^31, so that the product does not overflow a long.
      product *= Math.min(sizes[i], Integer.MAX_VALUE);
      if (sizes[i] < 1 || sizes[i] > Integer.MAX_VALUE || product > Integer.MAX_VALUE) {
        throw wrong(
            name,
            "sizes of at least 1, and at most 2^31 - 1 elements, which one Java array holds",
            "shape " + shorten(sizes));
      }
      result[i] = (int) sizes[i];
    }
    return Shape.of(result);
  }

  private Entry checked(String name, NumberType type, Shape shape, long[] offsets) {
    require(
        offsets.length == 2 && offsets[0] <= offsets[1],
        name,
        "data_offsets [begin, end] with begin <= end",
        shorten(offsets));
    require(
        offsets[1] <= dataBytes,
        name,
        "data_offsets within the " + dataBytes + " bytes behind the header",
        shorten(offsets) + (offsets[0] <= dataBytes ? ": the file may be cut off" : ""));
    long bytes = (long) shape.size() * type.bytes;
    require(
        offsets[1] - offsets[0] == bytes,
        name,
        bytes + " bytes for " + type + " of shape " + shape,
        offsets[1] - offsets[0] + " bytes at " + shorten(offsets));
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  /** Every byte belongs to exactly one tensor, as the format demands. */
  private void requireNoHoles(List<Entry> entries) {
    long end = 0;
    String before = "the start";
    for (Entry each : entries) {
      require(
          each.begin() == end,
          each.name(),
          "its bytes to begin at " + end + ", where those of " + before + " end",
          each.begin() + (each.begin() < end ? ": they overlap" : ": there is a hole"));
      end = each.end();
      before = "\"" + shorten(each.name()) + "\"";
    }
    require(
        end == dataBytes,
        "",
        end + " bytes behind the header, where those of " + before + " end",
        dataBytes + " bytes");
  }

  /** JSON can write half a surrogate pair, by its number, which UTF-8 cannot. */
  private void requireText(String key, String text) {
    require(
        UTF_8.newEncoder().canEncode(text), key, "Unicode text", "half a character (surrogate)");
  }

  private void beginObject(String name, String expected) throws IOException {
    require(json.peek() == JsonToken.BEGIN_OBJECT, name, expected, json.peek().name());
    json.beginObject();
  }

  private String string(String name, String expected) throws IOException {
    require(json.peek() == JsonToken.STRING, name, expected, json.peek().name());
    return json.nextString();
  }

  private long[] integers(String name, String field) throws IOException {
    String expected = field + " as an array of integers from 0 to 2^63 - 1";
    require(json.peek() == JsonToken.BEGIN_ARRAY, name, expected, json.peek().name());
    json.beginArray();
    long[] numbers = new long[4];
    int count = 0;
    while (json.hasNext()) {
      require(json.peek() == JsonToken.NUMBER, name, expected, json.peek().name());
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = integer(name, expected, json.nextString());
    }
    json.endArray();
    return Arrays.copyOf(numbers, count);
  }

  /** Not JsonReader.nextLong, which takes 1.0 and 1e2 as well. */
  private long integer(String name, String expected, String text) {
    try {
      require(text.matches("[0-9]+"), name, expected, shorten(text));
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(name, expected, shorten(text));
    }
  }

  private void require(boolean condition, String key, String expected, String actual) {
    if (!condition) {
      throw wrong(key, expected, actual);
    }
  }

  private SafeTensorsException wrong(String key, String expected, String actual) {
    return new SafeTensorsException(
        "load: "
            + file
            + (key.isEmpty() ? "" : ": \"" + shorten(key) + "\"")
            + ": expected "
            + expected
            + ", got "
            + actual
            + ". Is the file whole? Get or save it again");
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
