package org.neuronbook.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.tensor.Mistakes;
import org.neuronbook.tensor.Tensor;

/**
 * What is wrong with files and with what is to be saved, and the whole of what is said about it.
 */
class SafeTensorsMistakesTest {
  private static final String AGAIN = ". Is the file whole? Get or save it again";

  private final Mistakes mistakes = new Mistakes();

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() throws IOException {
    lengths();
    json();
    fields();
    numbers();
    offsets();
    saving();
    return mistakes.tests();
  }

  // ---- the file

  private void file(String mistake, String bytes, long length, String expected) throws IOException {
    Path path = folder.resolve(mistake.replace(' ', '_'));
    byte[] text = bytes.getBytes(UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(path, file.putLong(length).put(text).array());
    mistakes.add(
        mistake,
        SafeTensorsException.class,
        () -> SafeTensors.load(path),
        "load: " + path + ": " + expected);
  }

  private void lengths() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    mistakes.add(
        "an empty file",
        SafeTensorsException.class,
        () -> SafeTensors.load(empty),
        "load: "
            + empty
            + ": expected the 8 bytes of the header's length, got a file of 0. Is it cut off?");
    Path missing = folder.resolve("none");
    mistakes.add(
        "a file that is not there",
        UncheckedIOException.class,
        () -> SafeTensors.load(missing),
        "load: "
            + missing
            + ": expected a file, there is none. The path counts from "
            + Path.of("").toAbsolutePath());
    String hint = " as its length. Is it cut off, or another kind of file?";
    file("no header", "", 0, "expected a header of 2 to 0 bytes, got 0" + hint);
    file("a cut header", "{}", 3, "expected a header of 2 to 2 bytes, got 3" + hint);
    file(
        "a huge header",
        "{}",
        Long.MAX_VALUE,
        "expected a header of 2 to 2 bytes, got 9223372036854775807" + hint);
    file(
        "a header of 2 to the 64 less 1",
        "{}",
        -1,
        "expected a header of 2 to 2 bytes, got 18446744073709551615" + hint);
    file(
        "a file of Python",
        "import numpy",
        12,
        "expected a header that starts with {, got \"import numpy\". Is it a safetensors file?");
    file(
        "numbers cut off",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}1234567",
        54,
        "\"w\": expected data_offsets within the 7 bytes behind the header, got [0, 8]: the file"
            + " may be cut off"
            + AGAIN);
  }

  // ---- the header

  private void header(String mistake, String json, int dataBytes, String expected) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    mistakes.add(
        mistake,
        SafeTensorsException.class,
        () -> HeaderReader.read("m.safetensors", bytes, dataBytes),
        "load: m.safetensors: " + expected);
  }

  private static String tensor(String type, String shape, String offsets) {
    return "{'dtype':'" + type + "','shape':" + shape + ",'data_offsets':" + offsets + "}";
  }

  private void json() {
    String hint = ". Is it damaged, or written by hand?";
    String json = "expected a header in JSON, got something else at ";
    header("a cut object", "{'w':{'dtype':", 0, json + "$.w.dtype" + hint);
    header("a key without quotes", "{w:{}}", 0, json + "$." + hint);
    header("a comma too many", "{'a':{'dtype':'F32',}}", 0, json + "$.a.dtype" + hint);
    header("a comment", "{/* w */}", 0, json + "$." + hint);
    header("a tab in a name", "{'a\tb':{}}", 0, json + "$." + hint);
    header(
        "NaN as a size",
        "{'w':" + tensor("F32", "[NaN]", "[0,4]") + "}",
        4,
        json + "$.w.shape[0]" + hint);
    header("text behind", "{} {}", 0, json + "$" + hint);
    mistakes.add(
        "bytes that are no text",
        SafeTensorsException.class,
        () -> HeaderReader.read("m.safetensors", new byte[] {'{', (byte) 0xff, '}'}, 0),
        "load: m.safetensors: expected a header in UTF-8, got other bytes. Is it damaged?");
    header(
        "an array",
        "[]",
        0,
        "expected a header that starts with {, got \"[]\". Is it a safetensors file?");
    header(
        "half a character as a name",
        "{'\\ud800':1}",
        0,
        "\"?\": expected Unicode text, got half a character (surrogate)" + AGAIN);
    header(
        "half a character in a note",
        "{'__metadata__':{'a':'\\ud800'}}",
        0,
        "\"__metadata__\": expected Unicode text, got half a character (surrogate)" + AGAIN);
  }

  private void fields() {
    String one = tensor("F32", "[1]", "[0,4]");
    header(
        "a name twice",
        "{'w':" + one + ",'w':" + one + "}",
        4,
        "\"w\": expected every name once, got it twice" + AGAIN);
    header(
        "a name twice, written differently",
        "{'w':" + one + ",'\\u0077':" + one + "}",
        4,
        "\"w\": expected every name once, got it twice" + AGAIN);
    header(
        "a number for a tensor",
        "{'w':7}",
        0,
        "\"w\": expected an object with dtype, shape and data_offsets, got NUMBER" + AGAIN);
    header(
        "no offsets",
        "{'w':{'dtype':'F32','shape':[1]}}",
        4,
        "\"w\": expected dtype, shape and data_offsets, got only [dtype, shape]" + AGAIN);
    header(
        "a field twice",
        "{'w':{'dtype':'F32','dtype':'F64'}}",
        4,
        "\"w\": expected every field once, got two \"dtype\"" + AGAIN);
    header(
        "a field that nobody knows",
        "{'w':{'dtype':'F32','scale':2}}",
        4,
        "\"w\": expected dtype, shape and data_offsets only, got \"scale\" as well" + AGAIN);
    header(
        "no notes in the metadata",
        "{'__metadata__':'pt'}",
        0,
        "\"__metadata__\": expected notes as an object of strings, got STRING" + AGAIN);
    header(
        "a note that is a number",
        "{'__metadata__':{'epoch':3}}",
        0,
        "\"__metadata__\": expected a string for note \"epoch\", got NUMBER" + AGAIN);
    header(
        "a note twice",
        "{'__metadata__':{'a':'1','a':'2'}}",
        0,
        "\"__metadata__\": expected every note once, got two \"a\"" + AGAIN);
    header(
        "integers",
        "{'ids':" + tensor("I64", "[1]", "[0,8]") + "}",
        8,
        "\"ids\": expected dtype F64, F32, F16 or BF16, got I64. Convert it to one of these, or"
            + " leave it out, where the file is made");
    header(
        "a dtype in small letters",
        "{'w':" + tensor("f32", "[1]", "[0,4]") + "}",
        4,
        "\"w\": expected dtype F64, F32, F16 or BF16, got f32. Convert it to one of these, or"
            + " leave it out, where the file is made");
    header(
        "a dtype without quotes",
        "{'w':{'dtype':32}}",
        4,
        "\"w\": expected a string as dtype, got NUMBER" + AGAIN);
  }

  private void shape(String mistake, String shape, String got) {
    header(
        mistake,
        "{'w':" + tensor("F32", shape, "[0,4]") + "}",
        4,
        "\"w\": expected shape as an array of integers from 0 to 2^63 - 1, got " + got + AGAIN);
  }

  private void size(String mistake, String shape) {
    header(
        mistake,
        "{'w':" + tensor("F32", shape, "[0,4]") + "}",
        4,
        "\"w\": expected sizes of at least 1, and at most 2^31 - 1 elements, which one Java array"
            + " holds, got shape "
            + shape.replace(",", ", ")
            + AGAIN);
  }

  private void numbers() {
    shape("a shape that is a number", "1", "NUMBER");
    shape("a negative size", "[-1]", "-1");
    shape("a size with a point", "[1.0]", "1.0");
    shape("a size with an exponent", "[1e0]", "1e0");
    shape("a size in quotes", "['1']", "STRING");
    shape("a size that a long does not hold", "[9223372036854775808]", "9223372036854775808");
    shape("a shape in a shape", "[[1]]", "BEGIN_ARRAY");
    size("an empty tensor", "[3,0]");
    size("a size that an int does not hold", "[2147483648]");
    size("sizes whose product overflows a long to 0", "[4294967296,4294967296]");
    size("sizes whose product overflows an int", "[65536,65536]");
    size("sizes whose product overflows a long to 1", "[2147483647,2147483647,2147483647]");
  }

  // ---- where the numbers are

  private void offset(String mistake, String offsets, String expected) {
    header(
        mistake,
        "{'w':" + tensor("F32", "[2]", offsets) + "}",
        8,
        "\"w\": expected " + expected + ", got " + offsets.replace(",", ", ") + AGAIN);
  }

  private void offsets() {
    String order = "data_offsets [begin, end] with begin <= end";
    offset("one offset", "[0]", order);
    offset("three offsets", "[0,4,8]", order);
    offset("offsets the wrong way round", "[8,0]", order);
    offset(
        "an end at the end of all numbers",
        "[9,9223372036854775807]",
        "data_offsets within the 8 bytes behind the header");
    header(
        "a negative offset",
        "{'w':" + tensor("F32", "[2]", "[-8,0]") + "}",
        8,
        "\"w\": expected data_offsets as an array of integers from 0 to 2^63 - 1, got -8" + AGAIN);
    header(
        "too few bytes",
        "{'w':" + tensor("F64", "[2]", "[0,8]") + "}",
        8,
        "\"w\": expected 16 bytes for F64 of shape (2), got 8 bytes at [0, 8]" + AGAIN);
    header(
        "a hole before",
        "{'w':" + tensor("F32", "[1]", "[4,8]") + "}",
        8,
        "\"w\": expected its bytes to begin at 0, where those of the start end, got 4: there is a"
            + " hole"
            + AGAIN);
    header(
        "a hole between",
        "{'b':" + tensor("F32", "[1]", "[8,12]") + ",'a':" + tensor("F32", "[1]", "[0,4]") + "}",
        12,
        "\"b\": expected its bytes to begin at 4, where those of \"a\" end, got 8: there is a hole"
            + AGAIN);
    header(
        "bytes of two tensors",
        "{'a':" + tensor("F32", "[2]", "[0,8]") + ",'b':" + tensor("F32", "[2]", "[4,12]") + "}",
        12,
        "\"b\": expected its bytes to begin at 8, where those of \"a\" end, got 4: they overlap"
            + AGAIN);
    header(
        "bytes behind the last tensor",
        "{'w':" + tensor("F32", "[1]", "[0,4]") + "}",
        6,
        "expected 4 bytes behind the header, where those of \"w\" end, got 6 bytes" + AGAIN);
  }

  // ---- saving

  private void saving() {
    Class<IllegalArgumentException> illegal = IllegalArgumentException.class;
    Path file = folder.resolve("saved");
    mistakes.add(
        "a tensor under the name of the notes",
        illegal,
        () -> SafeTensors.save(file, Map.of("__metadata__", Tensor.scalar(1))),
        "save: expected names of tensors, got \"__metadata__\", which the format keeps for notes."
            + " Rename the tensor");
    mistakes.add(
        "a note that is null",
        illegal,
        () -> SafeTensors.save(file, Map.of(), Collections.singletonMap("a", null)),
        "save: metadata \"a\": expected a text, got null. Leave it out");
    mistakes.add(
        "half a character",
        illegal,
        () -> SafeTensors.save(file, Map.of("\ud800", Tensor.scalar(1))),
        "save: expected names and metadata that are Unicode text, got half a surrogate pair. Were"
            + " they cut in the middle of a character?");
    mistakes.add(
        "a number beyond float32",
        illegal,
        () -> SafeTensors.saveFloat32(file, Map.of("w", Tensor.of(1, -1e39))),
        "saveFloat32: \"w\": expected numbers up to 3.4028235E38, the largest float32, got -1.0E39"
            + " at element 1. Save as float64: SafeTensors.save(file, tensors)");
    Path nowhere = folder.resolve("no").resolve("folder").resolve("w");
    mistakes.add(
        "no folder",
        UncheckedIOException.class,
        () -> SafeTensors.save(nowhere, Map.of("w", Tensor.scalar(1))),
        "save: "
            + nowhere
            + ": expected a folder to write to, there is none. Make it first:"
            + " Files.createDirectories(...)");
  }
}
