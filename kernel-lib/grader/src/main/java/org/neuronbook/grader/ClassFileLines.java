package org.neuronbook.grader;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the smallest source line that a class file's methods come from. For a class without a
 * constructor of its own this is the line that declares the class, because the compiler places the
 * constructor that it adds there.
 *
 * <p>Format: The Java Virtual Machine Specification, chapter 4.
 */
final class ClassFileLines {
  private static final int MAGIC = 0xCAFEBABE;

  private final DataInputStream in;
  private String[] texts;
  private int first = Integer.MAX_VALUE;

  private ClassFileLines(DataInputStream in) {
    this.in = in;
  }

  /** The smallest line, or 0 if the class file cannot be had or has no lines. */
  static int first(ClassLoader loader, String file) {
    try (InputStream stream = loader == null ? null : loader.getResourceAsStream(file)) {
      if (stream == null) {
        return 0;
      }
      var lines = new ClassFileLines(new DataInputStream(new BufferedInputStream(stream)));
      lines.readClass();
      return lines.first == Integer.MAX_VALUE ? 0 : lines.first;
    } catch (IOException | RuntimeException unreadable) {
      // A line number is a comfort: without it the report names the method.
      return 0;
    }
  }

  private void readClass() throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a class file");
    }
    in.skipNBytes(4); // minor and major version
    readConstants();
    in.skipNBytes(6); // access flags, this class, super class
    in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
    readMembers(); // fields
    readMembers(); // methods
  }

  private void readConstants() throws IOException {
    int count = in.readUnsignedShort();
    texts = new String[count];
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // a long or a double takes two entries
        }
        default -> throw new IOException("unknown constant " + tag);
      }
    }
  }

  private void readMembers() throws IOException {
    for (int members = in.readUnsignedShort(); members > 0; members--) {
      in.skipNBytes(6); // access flags, name, descriptor
      readAttributes();
    }
  }

  private void readAttributes() throws IOException {
    for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
      String name = texts[in.readUnsignedShort()];
      int length = in.readInt();
      if ("Code".equals(name)) {
        in.skipNBytes(4); // stack and local variables
        in.skipNBytes(in.readInt()); // instructions
        in.skipNBytes(8L * in.readUnsignedShort()); // exception table
        readAttributes();
      } else if ("LineNumberTable".equals(name)) {
        for (int entries = in.readUnsignedShort(); entries > 0; entries--) {
          in.skipNBytes(2); // instruction
          first = Math.min(first, in.readUnsignedShort());
        }
      } else {
        in.skipNBytes(length);
      }
    }
  }
}
