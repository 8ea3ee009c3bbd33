package org.neuronbook.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.neuronbook.tensor.Rng;

/** Files, archives and listeners for the tests of lookups. */
public final class Samples {
  /** Waits long enough for a starting Java program on a busy machine. */
  public static final Fetching.Limits PATIENT =
      new Fetching.Limits(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60));

  /** Gives up at once. */
  public static final Fetching.Limits IMPATIENT =
      new Fetching.Limits(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300));

  private Samples() {}

  /** Bytes that do not compress, so that a gzipped file is as long as the plain one. */
  public static byte[] noise(int length, long seed) {
    Rng rng = Rng.of(seed);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) rng.nextInt(256);
    }
    return bytes;
  }

  public static DataFile file(String name, byte[] content) {
    return new DataFile(name, content.length, sha256(content));
  }

  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One file of a ustar archive: header, content, padding. */
  public static byte[] tarEntry(String prefix, String name, char type, byte[] content)
      throws IOException {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 124, "%011o\0".formatted(content.length));
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, "ustar\0" + "00");
    put(header, 345, prefix);
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    var entry = new ByteArrayOutputStream();
    entry.write(header);
    entry.write(content);
    entry.write(new byte[(512 - content.length % 512) % 512]);
    return entry.toByteArray();
  }

  /** An archive of entries with the two empty blocks that end it. */
  public static byte[] tar(byte[]... entries) throws IOException {
    var archive = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      archive.write(entry);
    }
    archive.write(new byte[1024]);
    return archive.toByteArray();
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  /** Remembers what it heard. */
  public static final class Recorder implements DataListener {
    public final List<String> notes = new ArrayList<>();
    public final List<String> progress = new ArrayList<>();

    @Override
    public void note(String sentence) {
      notes.add(sentence);
    }

    @Override
    public void progress(String what, long done, long total) {
      progress.add("%s %d/%d".formatted(what, done, total));
    }
  }
}
