package org.neuronbook.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the regular files of a tar archive (POSIX ustar, as package clients write it), one after
 * the other. Names longer than ustar's 255 bytes are not understood; no package that is used here
 * has one.
 */
final class Tar {
  private static final int BLOCK = 512;

  /** Is shown each file; what it leaves unread is skipped. */
  interface Visitor {
    void file(String name, InputStream content) throws IOException;
  }

  private Tar() {}

  /**
   * Visits every regular file up to the end of the archive.
   *
   * @throws IOException if the archive is damaged or cut off
   */
  static void read(InputStream archive, Visitor visitor) throws IOException {
    for (byte[] header = block(archive); header[0] != 0; header = block(archive)) {
      long size = number(header, 124, 12);
      if (number(header, 148, 8) != checksum(header)) {
        throw new IOException("tar: a header's checksum is wrong; the archive is damaged");
      }
      var content = new Entry(archive, size);
      boolean regular = header[156] == '0' || header[156] == 0;
      if (regular) {
        String prefix = text(header, 345, 155);
        visitor.file((prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100), content);
      }
      content.skipNBytes(content.left);
      archive.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }
  }

  private static byte[] block(InputStream archive) throws IOException {
    byte[] block = archive.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw new IOException("tar: the archive ends in the middle; it was cut off");
    }
    return block;
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  private static long number(byte[] header, int offset, int length) throws IOException {
    String digits = text(header, offset, length).strip();
    try {
      return Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException(
          "tar: expected an octal number in a header, found '"
              + digits
              + "'; the archive is damaged",
          e);
    }
  }

  /** The sum of the header's bytes, its own field counted as blanks. */
  private static long checksum(byte[] header) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  /** The part of the archive that belongs to one file. */
  private static final class Entry extends InputStream {
    private final InputStream archive;
    private long left;

    Entry(InputStream archive, long size) {
      this.archive = archive;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = archive.read(target, offset, (int) Math.min(left, length));
      if (read > 0) {
        left -= read;
      }
      return read;
    }
  }
}
