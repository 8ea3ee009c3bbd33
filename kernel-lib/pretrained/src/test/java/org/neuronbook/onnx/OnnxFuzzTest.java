package org.neuronbook.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Rng;

/** Damaged files by the thousand: each is read, or refused with the one exception for it. */
class OnnxFuzzTest {
  private static final int FILES = 40_000;

  /** Bytes that reading a file of a few hundred may allocate. */
  private static final long ALLOCATION = 1_000_000;

  private static final List<String> REFUSALS =
      List.of(
          "model with a graph",
          "a field number",
          "rest of an integer",
          "integer below 2^64",
          "a number of",
          "a length within",
          "expected type ",
          "text in UTF-8",
          "one graph",
          "says what it computes",
          "every attribute once",
          "a tensor with its type",
          "expected a tensor, ",
          "every name once",
          "one of the types",
          "sizes from 0",
          "at most 2^31",
          "numbers for shape",
          "of type ",
          "in one field",
          "in this file",
          "a whole tensor",
          "all their numbers");

  /** A small file with something of everything that is read. */
  private static byte[] whole() {
    WireBytes dims = new WireBytes().integer(1, 2).integer(1, 3);
    WireBytes axes =
        new WireBytes()
            .message(1, new WireBytes().text(2, "batch"))
            .message(1, new WireBytes().integer(1, 300));
    WireBytes type = new WireBytes().message(1, new WireBytes().integer(1, 1).message(2, axes));
    WireBytes value = new WireBytes().text(1, "x").message(2, type);
    WireBytes seven = new WireBytes().integer(2, 7).integer(1, 2).bytes(7, (byte) 1, (byte) 2);
    WireBytes node =
        WireBytes.node("Gemm", "y", "x", "w")
            .message(5, new WireBytes().text(1, "transB").integer(3, 1).integer(20, 2))
            .message(5, new WireBytes().text(1, "alpha").float32(2, 0.5f).integer(20, 1))
            .message(5, new WireBytes().text(1, "pads").bytes(8, (byte) 1, (byte) 2).integer(20, 7))
            .message(5, new WireBytes().text(1, "value").message(5, seven).integer(20, 4))
            .message(5, new WireBytes().text(1, "f").bytes(7, new byte[8]).integer(20, 6));
    WireBytes graph =
        new WireBytes()
            .message(1, node)
            .text(2, "main")
            .message(
                5,
                new WireBytes()
                    .raw(dims.toArray())
                    .integer(2, 1)
                    .text(8, "w")
                    .bytes(9, new byte[24]))
            .message(
                5, new WireBytes().integer(1, 3).integer(2, 3).bytes(5, new byte[3]).text(8, "q"))
            .message(5, new WireBytes().integer(1, 1).integer(2, 1).float32(4, 3).text(8, "b"))
            .message(11, value)
            .message(12, value);
    return new WireBytes()
        .integer(1, 8)
        .text(2, "pytorch")
        .message(7, graph)
        .message(8, new WireBytes().text(1, "").integer(2, 17))
        .toArray();
  }

  @Test
  void everyDamagedFileIsReadOrRefusedAndNoneCostsMuchMemory() {
    byte[] seed = whole();
    // Loads classes, which is not to count.
    assertThat(read(seed)).isEqualTo("read");
    assertThat(read(new byte[9])).isEqualTo("a field number");
    Rng rng = Rng.of(20260101);
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      byte[] damaged = seed;
      for (int times = 1 + rng.nextInt(3); times > 0; times--) {
        damaged = damage(damaged, rng);
      }
      seen.merge(outcome(damaged, i), 1, Integer::sum);
    }
    // That the files are damaged in many ways: nearly all refusals were met.
    assertThat(seen.keySet()).contains("read").doesNotContain("another").hasSizeGreaterThan(16);
    assertThat(seen.get("read")).isBetween(FILES / 50, FILES / 2);
  }

  private static String outcome(byte[] file, int number) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    try {
      String outcome = read(file);
      assertThat(thread.getCurrentThreadAllocatedBytes() - before)
          .as("bytes allocated for file %d of %d: %s", number, file.length, outcome)
          .isLessThan(ALLOCATION);
      return outcome;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(
          "file " + number + " gives " + e + ":\n" + HexFormat.of().formatHex(file), e);
    }
  }

  /** Reads a file and all its numbers, and says in a few words what came of it. */
  private static String read(byte[] file) {
    try {
      OnnxModel model = OnnxModel.read(new ByteArrayInputStream(file), "damaged");
      long numbers = 0;
      for (OnnxTensor each : model.tensors().values()) {
        numbers += each.toArray().length;
      }
      assertThat(numbers).as("numbers in the file").isLessThan(file.length);
      return "read";
    } catch (OnnxException e) {
      assertThat(e.getMessage())
          .startsWith("read: damaged: ")
          .contains("expected ", ", got ", ", at byte ")
          .hasSizeLessThan(500);
      return REFUSALS.stream().filter(e.getMessage()::contains).findFirst().orElse("another");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] damage(byte[] file, Rng rng) {
    if (file.length == 0) {
      return file;
    }
    int at = rng.nextInt(file.length);
    byte[] result = file.clone();
    switch (rng.nextInt(6)) {
      case 0:
        return Arrays.copyOf(file, at);
      case 1:
        result[at] ^= (byte) (1 << rng.nextInt(8));
        return result;
      case 2:
        result[at] = (byte) rng.nextInt(256);
        return result;
      case 3: // the largest numbers
        return insert(
            file,
            at,
            new WireBytes()
                .varint(
                    (long) rng.nextInt(Integer.MAX_VALUE) << rng.nextInt(33) >>> rng.nextInt(40))
                .toArray());
      case 4: // a piece of the file once more
        int to = Math.min(file.length, at + rng.nextInt(30));
        return insert(file, rng.nextInt(file.length), Arrays.copyOfRange(file, at, to));
      default: // another field of the same kind
        result[at] = (byte) (result[at] + 8 * (rng.nextInt(5) - 2));
        return result;
    }
  }

  private static byte[] insert(byte[] file, int at, byte[] piece) {
    return new WireBytes()
        .raw(Arrays.copyOf(file, at))
        .raw(piece)
        .raw(Arrays.copyOfRange(file, at, file.length))
        .toArray();
  }
}
