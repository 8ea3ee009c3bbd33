package org.neuronbook.datasets;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files: for the bundled data, and right and wrong ones for tests. */
public final class IdxWriter {
  private IdxWriter() {}

  public static byte[] idx(byte[] elements, int... dimensions) throws IOException {
    return withMagic(0x0800 | dimensions.length, elements, dimensions);
  }

  public static byte[] withMagic(int magic, byte[] elements, int... dimensions) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(magic);
    for (int dimension : dimensions) {
      out.writeInt(dimension);
    }
    out.write(elements);
    return bytes.toByteArray();
  }

  public static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(9);
          }
        }) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
