package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FontsTest {

  /** Runs in a JVM of its own: prints the bytes of a chart. */
  static final class Program {
    public static void main(String[] arguments) {
      System.out.print(HexFormat.of().formatHex(Gallery.momentum().png()));
    }
  }

  @Test
  void chartsNeedNoFontOfTheSystem(@TempDir Path folder) throws Exception {
    Path configuration = folder.resolve("fontconfig.properties");
    try (var lines = Fonts.class.getResourceAsStream("fonts/fontconfig.properties")) {
      Files.copy(lines, configuration);
    }
    assertThat(Files.readAllLines(configuration))
        .containsExactly("version=1", "sequence.allfonts=");
    String bytes = run(Program.class, "-Dsun.awt.fontconfig=" + configuration);
    assertThat(bytes).isEqualTo(HexFormat.of().formatHex(Gallery.momentum().png()));
  }

  /** What a program prints in a JVM of its own. */
  static String run(Class<?> program, String... options) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Djava.awt.headless=true");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("exit code of the program").isZero();
    return output;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "θ ∂ ∇ η ŷ ₁ → ≤ Σ ∏ ∫ √ ∞ ± × · − ≈ ≠ ≡ ≪ ≫",
        "x ∈ A, y ∉ A, a ⊙ b ⊗ c ⊕ d, f ∘ g, Wᵀx, ⊤ ⊥, p ∼ N(0, σ²), ⟨q, k⟩, ⌊n⌋ ⌈n⌉",
        "‖x‖ ∥g∥ ∀ ∃ ∅ ⇒ ⇔ ← ↔ … ⋯ ⋮ ⋅ ℓ ε ϵ φ ϕ",
        "x̂ x̄ x̃ ẋ ŵ ẑ hₜ₋₁ xₙ₊₁ aᵢⱼ wₖ zₗ pₘ vₐ 10⁻³ eˣ 2ⁿ xᵏ",
        "✓ ✗ ● ■ ▲ ▼ ◆ ○ □ △ ◇ ★ ☆ † °C µ ½"
      })
  void hasTheSignsOfTheField(String text) {
    for (Font font : List.of(Style.font(12), Style.titleFont(12))) {
      text.codePoints()
          .forEach(
              sign ->
                  assertThat(font.canDisplay(sign))
                      .as("%s has %s (U+%04X)", font.getName(), Character.toString(sign), sign)
                      .isTrue());
    }
  }

  @Test
  void theLicenceOfTheFontComesWithIt() throws IOException {
    try (var text = Fonts.class.getResourceAsStream("fonts/OFL.txt")) {
      assertThat(new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("The Inter Project Authors")
          .contains("SIL OPEN FONT LICENSE Version 1.1");
    }
  }
}
