package org.neuronbook.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.neuronbook.io.Header.Entry;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Tensor;

/**
 * Named tensors in one file, in the format that the whole field exchanges weights in: the length of
 * a header (8 bytes, little-endian), the header in JSON (name, dtype, shape, offsets), and the
 * numbers, row by row. There is no code in such a file, so that loading one runs none.
 *
 * <pre>{@code
 * jshell> var model = new Linear(3, 2, Rng.of(1))
 * jshell> var file = java.nio.file.Files.createTempDirectory("models").resolve("linear.safetensors")
 * jshell> SafeTensors.save(file, model.state())
 * jshell> SafeTensors.load(file).keySet()
 * [weight, bias]
 * jshell> model.load(SafeTensors.load(file))
 * }</pre>
 *
 * <p>Written are float64 ({@link #save}) and float32 ({@link #saveFloat32}); read are F64, F32, F16
 * and BF16, all without loss. What the format forbids is refused with a {@link
 * SafeTensorsException}: cut off or too long, not JSON, a name twice, bytes that belong to two
 * tensors or to none, byte counts that do not fit shape and type. So are other types, such as
 * integers, and empty tensors, which the library does not have.
 *
 * <p>Source: the description of the format by Hugging Face, <a
 * href="https://github.com/huggingface/safetensors">github.com/huggingface/safetensors</a>.
 */
public final class SafeTensors {
  /** The longest header, as in the reference implementation. */
  private static final int LONGEST_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 16;

  private SafeTensors() {}

  // ---- writing

  /** Writes tensors as float64: {@link #load} gives exactly the same numbers. */
  public static void save(Path file, Map<String, Tensor> tensors) {
    save(file, tensors, Map.of());
  }

  /**
   * Writes tensors as float64. The file is written beside its place and then moved there in one
   * step: whoever looks sees the old file or the whole new one.
   *
   * @param tensors by name, in this order
   * @param metadata notes about the file; other programs look for {@code format} = {@code pt}
   * @throws UncheckedIOException if it cannot be written; an old file then stays as it was
   */
  public static void save(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    write(file, tensors, metadata, NumberType.F64);
  }

  /** Writes tensors rounded to float32, half as long, as most pretrained models are. */
  public static void saveFloat32(Path file, Map<String, Tensor> tensors) {
    saveFloat32(file, tensors, Map.of());
  }

  /**
   * Writes tensors rounded to float32, otherwise as {@link #save(Path, Map, Map)}.
   *
   * @throws IllegalArgumentException if a finite number is too large for float32
   */
  public static void saveFloat32(
      Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    tensors.forEach(SafeTensors::requireFloat32);
    write(file, tensors, metadata, NumberType.F32);
  }

  private static void requireFloat32(String name, Tensor tensor) {
    double[] values = tensor.toArray();
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i]) && Float.isInfinite((float) values[i])) {
        throw new IllegalArgumentException(
            "saveFloat32: \"%s\": expected numbers up to %s, the largest float32, got %s at element %s. Save as float64: SafeTensors.save(file, tensors)"
                .formatted(name, Float.MAX_VALUE, values[i], i));
      }
    }
  }

  private static void write(
      Path file, Map<String, Tensor> tensors, Map<String, String> metadata, NumberType type) {
    List<Entry> entries = new ArrayList<>();
    long end = 0;
    for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
      Refuse.when(each.getKey().equals(Header.METADATA))
          .saying(
              "save: expected names of tensors, got \"%s\", which the format keeps for notes. Rename the tensor",
              Header.METADATA);
      long begin = end;
      end += (long) each.getValue().shape().size() * type.bytes;
      entries.add(new Entry(each.getKey(), type, each.getValue().shape(), begin, end));
    }
    metadata.forEach(
        (key, text) ->
            Refuse.when(text == null)
                .saying("save: metadata \"%s\": expected a text, got null. Leave it out", key));
    byte[] header = new Header(entries, metadata).encode();
    try {
      // What a link points to is replaced, not the link.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path beside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
      try {
        try (FileChannel out =
            FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          writeAll(out, header, entries, tensors);
          // On the disk before it takes the place of the old file, should the power fail.
          out.force(true);
        }
        move(beside, target);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          "save: %s: expected a folder to write to, there is none. Make it first: Files.createDirectories(...)"
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "save: %s: cannot be written (%s); an old file is as it was. Is it a folder, write-protected, or the disk full?"
              .formatted(file, e),
          e);
    }
  }

  private static void writeAll(
      FileChannel out, byte[] header, List<Entry> entries, Map<String, Tensor> tensors)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length);
    drain(buffer, out);
    drain(ByteBuffer.wrap(header).position(header.length), out);
    for (Entry each : entries) {
      for (double value : tensors.get(each.name()).toArray()) {
        if (buffer.remaining() < each.type().bytes) {
          drain(buffer, out);
        }
        each.type().put(buffer, value);
      }
    }
    drain(buffer, out);
  }

  private static void drain(ByteBuffer buffer, FileChannel out) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    buffer.clear();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  // ---- reading

  /**
   * All tensors of a file by name, in the order of their bytes.
   *
   * @throws SafeTensorsException if the file is not what the format demands
   * @throws UncheckedIOException if it is missing or cannot be read
   */
  public static Map<String, Tensor> load(Path file) {
    return read(
        file,
        (in, header, start) -> {
          Map<String, Tensor> tensors = new LinkedHashMap<>();
          in.position(start);
          for (Entry each : header.entries()) {
            tensors.put(each.name(), tensor(in, each));
          }
          return tensors;
        });
  }

  /** The notes in a file; none is an empty map. The numbers are not read. */
  public static Map<String, String> metadata(Path file) {
    return read(file, (in, header, start) -> header.metadata());
  }

  @FunctionalInterface
  private interface Content<T> {
    T read(FileChannel in, Header header, long start) throws IOException;
  }

  private static <T> T read(Path file, Content<T> content) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = in.size();
      long length = headerLength(file, in, size);
      ByteBuffer text = ByteBuffer.allocate((int) length);
      fill(text, in);
      Header header = HeaderReader.read(file.toString(), text.array(), size - 8 - length);
      return content.read(in, header, 8 + length);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          "load: %s: expected a file, there is none. The path counts from %s"
              .formatted(file, Path.of("").toAbsolutePath()),
          e);
    } catch (EOFException e) {
      throw new SafeTensorsException(
          "load: %s: it became shorter while it was read. Is it being written?".formatted(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "load: %s: cannot be read (%s). Is it a folder, or protected?".formatted(file, e), e);
    }
  }

  /** Checked before anything is allocated: a damaged length must not cost memory. */
  private static long headerLength(Path file, FileChannel in, long size) throws IOException {
    Refuse.when(size < 8, SafeTensorsException::new)
        .saying(
            "load: %s: expected the 8 bytes of the header's length, got a file of %s. Is it cut off?",
            file, size);
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    fill(bytes, in);
    long length = bytes.getLong(0);
    if (length < 2 || length > LONGEST_HEADER || length > size - 8) {
      throw new SafeTensorsException(
          "load: %s: expected a header of 2 to %s bytes, got %s as its length. Is it cut off, or another kind of file?"
              .formatted(file, Math.min(LONGEST_HEADER, size - 8), Long.toUnsignedString(length)));
    }
    return length;
  }

  private static Tensor tensor(FileChannel in, Entry entry) throws IOException {
    double[] values = new double[entry.shape().size()];
    int width = entry.type().bytes;
    int chunk = (int) Math.min(CHUNK, entry.end() - entry.begin());
    ByteBuffer buffer = ByteBuffer.allocate(chunk).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; ) {
      buffer.clear().limit((int) Math.min(chunk, (long) (values.length - i) * width));
      fill(buffer, in);
      buffer.flip();
      while (buffer.hasRemaining()) {
        values[i++] = entry.type().get(buffer);
      }
    }
    return Tensor.wrap(entry.shape(), values);
  }

  private static void fill(ByteBuffer buffer, FileChannel in) throws IOException {
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new EOFException();
      }
    }
  }
}
