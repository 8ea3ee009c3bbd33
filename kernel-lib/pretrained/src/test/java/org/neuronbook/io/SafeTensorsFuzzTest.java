package org.neuronbook.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/** Damaged files by the thousand: each is read, or refused with the one exception for it. */
class SafeTensorsFuzzTest {
  private static final int FILES = 20_000;

  /** Bytes that reading a file of less than 2,000 may allocate. */
  private static final long ALLOCATION = 4_000_000;

  private static final List<String> PIECES =
      List.of(
          "-",
          "0",
          "1",
          "9",
          "00",
          "9223372036854775807",
          "9223372036854775808",
          "2147483648",
          "4294967296",
          "1e9",
          "1.5",
          "NaN",
          "null",
          "true",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "[[[[[[[[",
          "F64",
          "F32",
          "BF16",
          "I64",
          "shape",
          "__metadata__",
          "dtype",
          " ",
          "\n",
          "\0",
          "\u00ff",
          "/*",
          "'");

  @TempDir private Path folder;

  private Path whole() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("fc1.weight", Tensor.randn(Rng.of(1), 3, 4));
    tensors.put("fc1.bias", Tensor.randn(Rng.of(2), 4));
    tensors.put("scale", Tensor.scalar(2));
    Path path = folder.resolve("whole");
    SafeTensors.save(path, tensors, Map.of("format", "pt", "note", "a\n\"b\""));
    return path;
  }

  @Test
  void everyDamagedFileIsReadOrRefusedAndNoneCostsMuchMemory() throws IOException {
    List<byte[]> seeds =
        List.of(
            Files.readAllBytes(whole()),
            Files.readAllBytes(SafeTensorsTest.GOLDEN.resolve("mixed.safetensors")));
    SafeTensors.load(whole()); // loads classes, which is not to count
    Path path = folder.resolve("damaged");
    assertThatThrownBy(() -> SafeTensors.load(Files.write(path, new byte[9])))
        .isInstanceOf(SafeTensorsException.class);
    Rng rng = Rng.of(20260101);
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      byte[] damaged = seeds.get(rng.nextInt(seeds.size()));
      for (int times = 1 + rng.nextInt(3); times > 0; times--) {
        damaged = damage(damaged, rng);
      }
      Files.write(path, damaged);
      seen.merge(load(path, damaged, i), 1, Integer::sum);
    }
    // That the files are damaged in many ways: each kind of refusal was met often.
    assertThat(seen.keySet())
        .contains(
            "read",
            "length of the header",
            "header in JSON",
            "name once",
            "only",
            "dtype F64",
            "sizes of at least 1",
            "array of integers",
            "begin <= end",
            "within the",
            "bytes for",
            "to begin at",
            "bytes behind the header");
    assertThat(seen.get("read")).isBetween(FILES / 50, FILES / 2);
  }

  /** Reads a file and says, in a few words, what came of it. */
  private static String load(Path path, byte[] bytes, int number) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    String outcome;
    try {
      long elements = 0;
      for (Tensor each : SafeTensors.load(path).values()) {
        elements += each.shape().size();
      }
      assertThat(elements).as("elements in file " + number).isLessThan(bytes.length / 2);
      outcome = "read";
    } catch (SafeTensorsException e) {
      assertThat(e.getMessage())
          .startsWith("load: " + path + ": ")
          .contains("expected ")
          .contains(", got ")
          .hasSizeLessThan(700);
      outcome = kind(e.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(
          "file " + number + " gives " + e + ":\n" + new String(bytes, ISO_8859_1), e);
    }
    assertThat(thread.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated for file " + number + " of " + bytes.length + ": " + outcome)
        .isLessThan(ALLOCATION);
    return outcome;
  }

  private static String kind(String message) {
    for (String each :
        List.of(
            "header in JSON",
            "name once",
            "only",
            "dtype F64",
            "sizes of at least 1",
            "array of integers",
            "begin <= end",
            "within the",
            "bytes for",
            "to begin at",
            "bytes behind the header")) {
      if (message.contains(each)) {
        return each;
      }
    }
    return message.contains("as its length") ? "length of the header" : "another";
  }

  // ---- damage

  private static byte[] damage(byte[] file, Rng rng) {
    if (file.length < 10 || rng.nextInt(4) == 0) {
      return anywhere(file, rng);
    }
    // In the text of the header, the length corrected: most of what can be wrong is there.
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > file.length - 8) {
      return anywhere(file, rng);
    }
    String header = new String(file, 8, (int) length, ISO_8859_1);
    byte[] text = text(header, rng).getBytes(ISO_8859_1);
    int rest = file.length - 8 - (int) length;
    return ByteBuffer.allocate(8 + text.length + rest)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(file, 8 + (int) length, rest)
        .array();
  }

  private static String text(String header, Rng rng) {
    int at = rng.nextInt(header.length() + 1);
    int end = Math.min(header.length(), at + rng.nextInt(12));
    String piece = PIECES.get(rng.nextInt(PIECES.size()));
    String digits = Integer.toString(rng.nextInt(200));
    int from = rng.nextInt(header.length() + 1);
    int to = Math.min(header.length(), from + rng.nextInt(60));
    return switch (rng.nextInt(6)) {
      case 0 -> header.substring(0, at) + piece + header.substring(at);
      case 1 -> header.substring(0, at) + piece + header.substring(end);
      case 2 -> header.substring(0, at) + header.substring(end);
      case 3 -> header.substring(0, at) + header.substring(from, to) + header.substring(at);
      case 4 -> replaceNumber(header, at, rng.nextInt(3) == 0 ? piece : digits);
      default -> copyAnEntry(header, rng);
    };
  }

  private static String replaceNumber(String header, int at, String by) {
    return header.substring(0, at)
        + header.substring(at).replaceFirst("[0-9]+", by.replace("\\", ""));
  }

  /** One tensor's entry once more, under its name or another: names twice, and bytes of two. */
  private static String copyAnEntry(String header, Rng rng) {
    int begin = header.indexOf("\"fc1.bias\"");
    int end = begin < 0 ? -1 : header.indexOf('}', begin);
    if (end < 0) {
      return header;
    }
    String entry = header.substring(begin, end + 1);
    String copy = rng.nextInt(2) == 0 ? entry : entry.replace("bias", "copy");
    return header.substring(0, begin) + copy + "," + header.substring(begin);
  }

  private static byte[] anywhere(byte[] file, Rng rng) {
    byte[] result = file.clone();
    int at = rng.nextInt(file.length + 1);
    switch (rng.nextInt(4)) {
      case 0:
        return java.util.Arrays.copyOf(file, at);
      case 1:
        return java.util.Arrays.copyOf(file, file.length + rng.nextInt(20));
      case 2:
        if (at < file.length) {
          result[at] ^= (byte) (1 << rng.nextInt(8));
        }
        return result;
      default:
        for (int i = 0; i < Math.min(8, file.length); i++) {
          result[i] = (byte) (rng.nextInt(3) == 0 ? rng.nextInt(256) : result[i]);
        }
        return result;
    }
  }
}
