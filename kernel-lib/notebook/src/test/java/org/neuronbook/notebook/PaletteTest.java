package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PaletteTest {

  private static BufferedImage image(int... pixels) {
    BufferedImage image = new BufferedImage(pixels.length, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, pixels.length, 1, pixels, 0, pixels.length);
    return image;
  }

  @Test
  void keepsFlatColoursExactly() {
    BufferedImage reduced = Palette.reduce(image(0x000000, 0xFFFFFF, 0x0072B2, 0xD55E00));
    assertThat(reduced.getRGB(0, 0)).isEqualTo(0xFF000000);
    assertThat(reduced.getRGB(1, 0)).isEqualTo(0xFFFFFFFF);
    assertThat(reduced.getRGB(2, 0)).isEqualTo(0xFF0072B2);
    assertThat(reduced.getRGB(3, 0)).isEqualTo(0xFFD55E00);
  }

  @Test
  void looksAsMostPixelsDo() {
    BufferedImage reduced = Palette.reduce(image(0xF6F7F9, 0xF6F7FA, 0xF6F7F9));
    assertThat(reduced.getRGB(1, 0)).isEqualTo(0xFFF6F7F9);
  }

  @Test
  void replacesRareColoursByTheirNearest() {
    int[] pixels = new int[4 * 256];
    for (int i = 0; i < 256; i++) {
      int frequent = 17 * (i / 16) << 16 | 17 * (i % 16) << 8;
      pixels[i] = pixels[256 + i] = pixels[512 + i] = frequent;
      pixels[768 + i] = frequent | 8;
    }
    BufferedImage reduced = Palette.reduce(image(pixels));
    for (int i = 0; i < 256; i++) {
      assertThat(reduced.getRGB(768 + i, 0)).as("colour %d", i).isEqualTo(0xFF000000 | pixels[i]);
    }
  }

  @Test
  void makesAChartSmall() {
    assertThat(Gallery.runs().png()).hasSizeLessThan(60_000);
  }
}
