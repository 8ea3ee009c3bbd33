package org.neuronbook.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Bytes as visible characters, as GPT-2 writes its vocabulary: a byte that is a printable character
 * of Latin-1 is that character; the 68 others are the characters from U+0100 on, in their order. A
 * space is {@code Ġ}, a line feed {@code Ċ}.
 */
final class ByteText {
  private static final char[] CHARACTERS = new char[256];
  private static final int[] BYTES = new int[256 + 68];

  static {
    int others = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = b >= '!' && b <= '~' || b >= 0xa1 && b != 0xad;
      CHARACTERS[b] = (char) (printable ? b : others++);
    }
    Arrays.fill(BYTES, -1);
    for (int b = 0; b < 256; b++) {
      BYTES[CHARACTERS[b]] = b;
    }
  }

  private ByteText() {}

  /** The character of a byte, as a text of its own. */
  static String of(int oneByte) {
    return String.valueOf(CHARACTERS[oneByte & 0xff]);
  }

  static String of(byte... bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte each : bytes) {
      text.append(CHARACTERS[each & 0xff]);
    }
    return text.toString();
  }

  /** Appends the bytes that a token stands for; other characters than those of bytes in UTF-8. */
  static void write(String token, ByteArrayOutputStream out) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c < BYTES.length && BYTES[c] >= 0) {
        out.write(BYTES[c]);
      } else {
        out.writeBytes(token.substring(i, i + 1).getBytes(UTF_8));
      }
    }
  }

  /**
   * The text with U+FFFD, the character for what could not be read, in the place of every half of a
   * surrogate pair, which UTF-8 cannot write.
   */
  static String wellFormed(String text) {
    if (UTF_8.newEncoder().canEncode(text)) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
        .forEach(repaired::appendCodePoint);
    return repaired.toString();
  }
}
