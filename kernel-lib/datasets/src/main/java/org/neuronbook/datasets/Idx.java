package org.neuronbook.datasets;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.neuronbook.data.DataException;

/**
 * An array of unsigned bytes in the IDX format, the format of MNIST: two zero bytes, one byte for
 * the element type (8: unsigned byte), one byte for the number of dimensions, each dimension as a
 * big-endian 32-bit integer, then the elements, last dimension fastest.
 *
 * <p>Pictures are an array of shape (n, height, width) with values 0..255, labels one of shape (n).
 * A file may be gzipped; this is seen from its first bytes, not from its name.
 *
 * <p>Source: Y. LeCun, C. Cortes, C. J. C. Burges, <i>The MNIST database of handwritten digits</i>,
 * section "File formats".
 */
public final class Idx {
  private static final int UNSIGNED_BYTE = 8;

  /**
   * A lying header must not make us reserve gigabytes: above this, memory grows with what really
   * arrives.
   */
  private static final int TRUSTED_SIZE = 1 << 26;

  private final int[] dimensions;
  private final byte[] elements;

  private Idx(int[] dimensions, byte[] elements) {
    this.dimensions = dimensions;
    this.elements = elements;
  }

  /**
   * Reads an IDX file, gzipped or plain.
   *
   * @throws DataException if the file is not IDX, is cut off, is damaged, or goes on after its last
   *     element
   * @throws UncheckedIOException if it cannot be read at all
   */
  public static Idx read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e, e);
    }
  }

  /**
   * Reads an IDX stream to its end, gzipped or plain; the caller closes it.
   *
   * @param where a name for error messages
   * @throws DataException if the content is not IDX, is cut off, is damaged, or goes on after its
   *     last element
   */
  public static Idx read(InputStream stream, String where) throws IOException {
    try {
      var in = new DataInputStream(unzipped(stream));
      int[] dimensions = header(in, where);
      byte[] elements = elements(in, dimensions, where);
      if (in.read() != -1) {
        throw new DataException(
            "IDX: expected the end of the file after %d elements of shape %s, found more bytes, in %s; the header or the file is damaged"
                .formatted(elements.length, text(dimensions), where));
      }
      return new Idx(dimensions, elements);
    } catch (ZipException e) {
      throw new DataException(
          "IDX: the gzipped content is damaged (%s), in %s; download the file again"
              .formatted(e.getMessage(), where),
          e);
    } catch (EOFException e) {
      throw new DataException(
          "IDX: the file ends too early, in %s; it was cut off: download it again".formatted(where),
          e);
    }
  }

  private static InputStream unzipped(InputStream stream) throws IOException {
    var in = new BufferedInputStream(stream, 1 << 16);
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    boolean gzipped = first == 0x1f && second == 0x8b;
    return gzipped ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
  }

  private static int[] header(DataInputStream in, String where) throws IOException {
    int magic = in.readInt();
    if (magic >>> 16 != 0) {
      throw new DataException(
          "IDX: expected a file that starts with two zero bytes, found 0x%08x, in %s; this is not an IDX file"
              .formatted(magic, where));
    }
    int type = magic >>> 8 & 0xff;
    if (type != UNSIGNED_BYTE) {
      throw new DataException(
          "IDX: expected element type 0x08 (unsigned byte), found 0x%02x (%s), in %s; only files of unsigned bytes can be read"
              .formatted(type, typeName(type), where));
    }
    int rank = magic & 0xff;
    if (rank == 0) {
      throw new DataException(
          "IDX: expected at least one dimension, found none, in %s".formatted(where));
    }
    int[] dimensions = new int[rank];
    long size = 1;
    for (int i = 0; i < rank; i++) {
      dimensions[i] = in.readInt();
      size *= dimensions[i];
      if (dimensions[i] <= 0 || size > Integer.MAX_VALUE - 8) {
        throw new DataException(
            "IDX: expected positive dimensions of at most 2^31 elements in all, found %s so far, in %s; the header is damaged"
                .formatted(text(Arrays.copyOf(dimensions, i + 1)), where));
      }
    }
    return dimensions;
  }

  private static byte[] elements(InputStream in, int[] dimensions, String where)
      throws IOException {
    int size = Arrays.stream(dimensions).reduce(1, (a, b) -> a * b);
    byte[] elements = new byte[Math.min(size, TRUSTED_SIZE)];
    int filled = 0;
    while (filled < size) {
      if (filled == elements.length) {
        elements = Arrays.copyOf(elements, (int) Math.min(size, 2L * filled));
      }
      int read = in.readNBytes(elements, filled, elements.length - filled);
      if (read == 0) {
        throw new DataException(
            "IDX: expected %d elements of shape %s, found %d, in %s; the file was cut off: download it again"
                .formatted(size, text(dimensions), filled, where));
      }
      filled += read;
    }
    return elements;
  }

  private static String typeName(int type) {
    return switch (type) {
      case 0x09 -> "signed byte";
      case 0x0b -> "16-bit integer";
      case 0x0c -> "32-bit integer";
      case 0x0d -> "32-bit float";
      case 0x0e -> "64-bit float";
      default -> "no type of this format";
    };
  }

  private static String text(int[] dimensions) {
    return Arrays.stream(dimensions)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The sizes, for MNIST's pictures {@code {60000, 28, 28}}. */
  public int[] dimensions() {
    return dimensions.clone();
  }

  /** The number of dimensions. */
  public int rank() {
    return dimensions.length;
  }

  /** How many entries the first dimension has: pictures or labels. */
  public int count() {
    return dimensions[0];
  }

  /** Elements an entry: 784 for MNIST's pictures, 1 for labels. */
  public int width() {
    return elements.length / dimensions[0];
  }

  /** Element {@code offset} in storage order, 0..255. */
  public int element(int offset) {
    return elements[offset] & 0xff;
  }

  /**
   * The elements themselves, not a copy: 47 MB for MNIST. Not modified by anybody in this package.
   */
  byte[] elements() {
    return elements;
  }

  /** The elements as labels. */
  int[] toLabels() {
    int[] labels = new int[elements.length];
    Arrays.setAll(labels, this::element);
    return labels;
  }
}
