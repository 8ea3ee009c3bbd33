package org.neuronbook.notebook;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.stream.IntStream;

/**
 * Reduces a picture to at most 256 colours, which makes its PNG two to four times smaller: a chart
 * is a few flat colours and their soft edges.
 *
 * <p>Colours that agree in six bits a channel count as one, and look as most of their pixels do.
 * The 256 most frequent stay, each other one becomes the nearest of them. The same picture always
 * gives the same palette.
 */
final class Palette {

  private static final int BITS = 6;
  private static final int LEVELS = 1 << BITS;
  private static final int SIZE = 256;

  private Palette() {}

  static BufferedImage reduce(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    int[] counts = new int[LEVELS * LEVELS * LEVELS];
    int[] looks = new int[counts.length];
    int[] votes = new int[counts.length];
    for (int i = 0; i < pixels.length; i++) {
      int rgb = pixels[i];
      int key = key(rgb);
      pixels[i] = key;
      counts[key]++;
      // Boyer and Moore's vote: ends with the colour that more than half of the pixels have.
      looks[key] = votes[key] == 0 ? rgb : looks[key];
      votes[key] += looks[key] == rgb ? 1 : -1;
    }
    int[] used = IntStream.range(0, counts.length).filter(key -> counts[key] > 0).toArray();
    int[] kept =
        IntStream.of(used)
            .boxed()
            .sorted((a, b) -> counts[a] != counts[b] ? counts[b] - counts[a] : a - b)
            .limit(SIZE)
            .mapToInt(Integer::intValue)
            .toArray();
    byte[] index = new byte[counts.length];
    for (int key : used) {
      index[key] = (byte) nearest(kept, key);
    }
    BufferedImage result =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours(kept, looks));
    byte[] row = new byte[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[x] = index[pixels[y * width + x]];
      }
      result.getRaster().setDataElements(0, y, width, 1, row);
    }
    return result;
  }

  private static int key(int rgb) {
    return (level(rgb >> 16) * LEVELS + level(rgb >> 8)) * LEVELS + level(rgb);
  }

  private static int level(int channel) {
    return ((channel & 0xFF) * (LEVELS - 1) + 127) / 255;
  }

  private static int[] levels(int key) {
    return new int[] {key / (LEVELS * LEVELS), key / LEVELS % LEVELS, key % LEVELS};
  }

  private static int nearest(int[] kept, int key) {
    int[] wanted = levels(key);
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < kept.length && least > 0; i++) {
      int[] candidate = levels(kept[i]);
      int distance = 0;
      for (int c = 0; c < 3; c++) {
        distance += (wanted[c] - candidate[c]) * (wanted[c] - candidate[c]);
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static IndexColorModel colours(int[] kept, int[] looks) {
    int[] colours = IntStream.of(kept).map(key -> looks[key] | 0xFF000000).toArray();
    return new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
  }
}
