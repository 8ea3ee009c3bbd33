package org.neuronbook.notebook;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Letters that the charts' own font lacks, such as Chinese ones: each is taken from a font of the
 * system that has it, the others of the same text stay in the own font. What no font has is noted,
 * so that the picture can say so.
 *
 * <p>Java's logical fonts ("SansSerif") are of no help: they fail where {@link Fonts} gives Java an
 * empty font configuration. A font of coloured pictures is none either, as it has no outlines.
 */
final class FallbackFonts {

  /** Those made for reading on a screen first; of the rest any sans-serif one, in plain. */
  private static final List<String> PREFERRED =
      List.of(
          "noto sans cjk sc",
          "noto sans sc",
          "source han sans",
          "pingfang sc",
          "microsoft yahei",
          "hiragino sans",
          "wenquanyi",
          "noto sans",
          "dejavu sans",
          "segoe ui");

  private static final Set<String> LOGICAL =
      Set.of("Dialog", "DialogInput", "SansSerif", "Serif", "Monospaced");

  private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);
  private static final Map<Integer, Optional<Font>> FOUND = new ConcurrentHashMap<>();
  private static final ThreadLocal<Set<Integer>> MISSING = new ThreadLocal<>();

  private FallbackFonts() {}

  /** The letters that no font had while something was painted, in the order of their codes. */
  static Set<Integer> missingWhile(Runnable painting) {
    Set<Integer> before = MISSING.get();
    Set<Integer> missing = new TreeSet<>();
    MISSING.set(missing);
    try {
      painting.run();
    } finally {
      MISSING.set(before);
    }
    return missing;
  }

  /** A line of text, each letter in the own font or in another one that has it. */
  static TextLayout layout(String text, Font own, FontRenderContext context) {
    if (own.canDisplayUpTo(text) < 0) {
      return new TextLayout(text, own, context);
    }
    AttributedString attributed = new AttributedString(text);
    Font font = own;
    for (int at = 0; at < text.length(); ) {
      int letter = text.codePointAt(at);
      int end = at + Character.charCount(letter);
      // A mark belongs to the letter before it and stays in its font.
      boolean mark = at > 0 && isMark(letter) && font.canDisplay(letter);
      font = mark ? font : fontOf(letter, own);
      attributed.addAttribute(TextAttribute.FONT, font, at, end);
      at = end;
    }
    return new TextLayout(attributed.getIterator(), context);
  }

  /** One font for a whole text, where only one can be given: that of its first foreign letter. */
  static Font forAll(String text, Font own) {
    int foreign = own.canDisplayUpTo(text);
    if (foreign < 0) {
      return own;
    }
    text.codePoints().forEach(letter -> fontOf(letter, own));
    return fontOf(text.codePointAt(foreign), own);
  }

  private static Font fontOf(int letter, Font own) {
    if (own.canDisplay(letter) || isInvisible(letter)) {
      return own;
    }
    Optional<Font> found = FOUND.computeIfAbsent(letter, FallbackFonts::find);
    if (found.isEmpty() && MISSING.get() != null) {
      MISSING.get().add(letter);
    }
    int style = own.getFontName().contains("SemiBold") ? Font.BOLD : Font.PLAIN;
    return found.map(font -> font.deriveFont(style, own.getSize2D())).orElse(own);
  }

  private static boolean isMark(int letter) {
    int type = Character.getType(letter);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** Joiners and selectors of variants have no shape of their own. */
  private static boolean isInvisible(int letter) {
    return Character.getType(letter) == Character.FORMAT || letter >= 0xFE00 && letter <= 0xFE0F;
  }

  private static Optional<Font> find(int letter) {
    return Installed.FONTS.stream().filter(font -> draws(font, letter)).findFirst();
  }

  private static boolean draws(Font font, int letter) {
    if (!font.canDisplay(letter)) {
      return false;
    }
    var glyphs = font.deriveFont(12f).createGlyphVector(MEASURE, Character.toString(letter));
    return Character.isWhitespace(letter) || !glyphs.getOutline().getBounds2D().isEmpty();
  }

  /** Loaded when the first foreign letter comes: looking through all fonts takes a moment. */
  private static final class Installed {
    static final List<Font> FONTS = load();

    private static List<Font> load() {
      try {
        List<Font> fonts =
            new ArrayList<>(
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts()));
        fonts.removeIf(font -> LOGICAL.contains(font.getFamily(Locale.ROOT)));
        fonts.sort(
            Comparator.comparingInt(FallbackFonts::rank)
                .thenComparing(font -> font.getFontName(Locale.ROOT)));
        return List.copyOf(fonts);
      } catch (RuntimeException | LinkageError | InternalError none) {
        // So Java says that the machine has no fonts at all.
        return List.of();
      }
    }
  }

  private static int rank(Font font) {
    String name = font.getFontName(Locale.ROOT).toLowerCase(Locale.ROOT);
    int rank = 0;
    while (rank < PREFERRED.size() && !name.contains(PREFERRED.get(rank))) {
      rank++;
    }
    boolean sans = name.contains("sans") || name.contains("gothic") || name.contains("hei");
    boolean plain =
        !name.matches(
            ".*\\b(bold|black|heavy|medium|demilight|light|thin|italic|oblique|mono|condensed|extralight|serif)\\b.*");
    return 4 * rank + (plain ? 0 : 2) + (sans ? 0 : 1);
  }

  /** What to tell under a picture in which boxes stand for these letters; null for none. */
  static String sentence(Set<Integer> missing) {
    if (missing.isEmpty()) {
      return null;
    }
    int most = 12;
    StringBuilder letters = new StringBuilder();
    missing.stream().limit(most).forEach(letters::appendCodePoint);
    return "No font on this machine has %s %s%s, so boxes stand there instead. %s Then restart the kernel."
        .formatted(
            missing.size() == 1 ? "the character" : "the " + missing.size() + " characters",
            letters,
            missing.size() > most ? "…" : "",
            remedy(missing.iterator().next()));
  }

  private static String remedy(int letter) {
    Character.UnicodeScript script = Character.UnicodeScript.of(letter);
    boolean chinese =
        switch (script) {
          case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
          default -> letter >= 0x3000 && letter <= 0x303F || letter >= 0xFF00 && letter <= 0xFFEF;
        };
    if (chinese) {
      return "Debian and Ubuntu: sudo apt install fonts-noto-cjk. macOS: switch PingFang SC on in Font Book. Windows: Settings, Optional features, add Chinese (Simplified) Supplemental Fonts.";
    }
    if (letter >= 0x1F000 || script == Character.UnicodeScript.COMMON) {
      return "Debian and Ubuntu: sudo apt install fonts-symbola. macOS and Windows: install the free font Noto Emoji or Symbola (pictures in colour cannot be drawn).";
    }
    return "Debian and Ubuntu: sudo apt install fonts-noto-core. macOS and Windows: install the free font Noto Sans for this script.";
  }
}
