package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallbackFontsTest {

  /** For private use: no font that a machine usually has gives it a shape. */
  private static final String NOBODYS = "\uDB80\uDC01";

  /** Runs in a JVM of its own: looks in all fonts, and says whether it could draw Chinese. */
  static final class Program {
    public static void main(String[] arguments) throws Exception {
      FallbackFonts.missingWhile(() -> new BarChart(NOBODYS, "v").image());
      System.out.print(FallbackFonts.missingWhile(() -> chinese().image()).isEmpty());
    }
  }

  static ScatterChart chinese() {
    return new ScatterChart("手写数字 MNIST", "第一主成分 x₁", "验证集 accuracy")
        .points("训练", new double[] {0, 1}, new double[] {0, 1})
        .label(0, 1, "损失 loss");
  }

  private static boolean machineHasChinese() {
    return Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
        .filter(font -> !font.getFamily().matches("Dialog|DialogInput|SansSerif|Serif|Monospaced"))
        .anyMatch(font -> font.canDisplayUpTo("手写数字第一主成分验证集训练损失") < 0);
  }

  @Test
  void chineseIsDrawnWhereAFontHasItAndAnnouncedWhereNoneHas() {
    if (machineHasChinese()) {
      assertThat(chinese().html()).doesNotContain("No font on this machine");
    } else {
      assertThat(chinese().html()).contains("第", "fonts-noto-cjk");
    }
  }

  @Test
  void theEmptyFontConfigurationOfTheKernelDoesNotHideTheFontsOfTheMachine(@TempDir Path folder)
      throws Exception {
    Path configuration = folder.resolve("fontconfig.properties");
    try (var lines = Fonts.class.getResourceAsStream("fonts/fontconfig.properties")) {
      Files.copy(lines, configuration);
    }
    String drawn = FontsTest.run(Program.class, "-Dsun.awt.fontconfig=" + configuration);
    assertThat(drawn).isEqualTo(String.valueOf(machineHasChinese()));
  }

  @Test
  void aLetterThatNoFontHasIsNamedOnceUnderThePicture() {
    String title = "a" + NOBODYS + "b" + NOBODYS;
    BarChart chart = new BarChart(title, "v").bar(NOBODYS, 1).caption("Below.");
    assertThat(chart.text())
        .containsOnlyOnce("No font on this machine has the character " + NOBODYS)
        .contains("Below. No font");
    assertThat(chart.html()).containsOnlyOnce("No font on this machine");
  }

  @Test
  void aPictureOfLettersThatAreThereSaysNothing() {
    assertThat(Gallery.momentum().html()).doesNotContain("figcaption");
  }

  @Test
  void theRestOfALineStaysInTheOwnFont() {
    BufferedImage plain = new BarChart("loss", "v").bar("a", 1).image();
    BufferedImage mixed = new BarChart("loss " + NOBODYS, "v").bar("a", 1).image();
    int[] word = plain.getRGB(0, 0, 90, 60, null, 0, 90);
    assertThat(mixed.getRGB(0, 0, 90, 60, null, 0, 90)).isEqualTo(word);
  }

  @Test
  void namesThePackageForEachKindOfLetter() {
    assertThat(FallbackFonts.sentence(letters("损失")))
        .contains("the 2 characters 失损", "fonts-noto-cjk", "PingFang SC", "Supplemental Fonts")
        .contains("restart the kernel");
    assertThat(FallbackFonts.sentence(letters("😀"))).contains("fonts-symbola");
    assertThat(FallbackFonts.sentence(letters("अ"))).contains("fonts-noto-core");
    assertThat(FallbackFonts.sentence(Set.of())).isNull();
  }

  private static Set<Integer> letters(String text) {
    return new TreeSet<>(text.codePoints().boxed().toList());
  }

  @Test
  void whatHasNoShapeOfItsOwnIsNotMissed() {
    assertThat(FallbackFonts.missingWhile(() -> new BarChart("a\u200D\uFE0F", "v").image()))
        .isEmpty();
  }
}
