package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The colours that outputs bring with them, against the grounds of JupyterLab's two themes: letters
 * need a contrast of 4.5 : 1, lines and marks one of 3 : 1. What takes its colour from the theme is
 * the theme's business.
 */
final class ColourChecks {
  private static final double LETTERS = 4.5;
  private static final double GRAPHICS = 3;

  /** A theme of JupyterLab 4: the ground of outputs and the colour of letters on it. */
  private record Theme(String name, Colour ground, Colour letters) {}

  private static final List<Theme> THEMES =
      List.of(
          new Theme("light", Colour.of("#ffffff"), Colour.of("rgba(0, 0, 0, 0.87)")),
          new Theme("dark", Colour.of("#111111"), Colour.of("#ffffff")));

  private ColourChecks() {}

  static List<Problem> check(String where, Document page) {
    List<Problem> problems = new ArrayList<>();
    for (Element element : page.select("[style], [color], [bgcolor]")) {
      Map<String, String> style = style(element);
      for (Map.Entry<String, String> entry : style.entrySet()) {
        if (isColour(entry.getKey()) && isOwn(entry.getValue())) {
          Colour colour = Colour.find(entry.getValue());
          if (colour == null) {
            problems.add(unknown(where, entry));
          } else if (entry.getKey().startsWith("border")) {
            compare(where, element, entry.toString(), colour, GRAPHICS, problems);
          }
        }
      }
      if (style.containsKey("color") || style.keySet().stream().anyMatch(ColourChecks::isGround)) {
        compareLetters(where, element, problems);
      }
    }
    return problems;
  }

  private static Problem unknown(String where, Map.Entry<String, String> entry) {
    return new Problem(
        where,
        "a colour whose contrast can be checked, or one of the theme",
        entry.getKey() + ": " + entry.getValue(),
        "write #rrggbb, rgb(...) or rgba(...)");
  }

  /** Letters in their own or the theme's colour, on their own or the theme's ground. */
  private static void compareLetters(String where, Element element, List<Problem> problems) {
    if (element.text().isBlank()) {
      return;
    }
    for (Theme theme : THEMES) {
      Colour ground = ground(element, theme);
      Colour letters = letters(element, theme).over(ground);
      report(where, element, "letters", letters, ground, theme, LETTERS, problems);
    }
  }

  private static void compare(
      String where,
      Element element,
      String what,
      Colour colour,
      double least,
      List<Problem> problems) {
    for (Theme theme : THEMES) {
      Colour ground = element.parent() == null ? theme.ground : ground(element.parent(), theme);
      report(where, element, what, colour.over(ground), ground, theme, least, problems);
    }
  }

  private static void report(
      String where,
      Element element,
      String what,
      Colour colour,
      Colour ground,
      Theme theme,
      double least,
      List<Problem> problems) {
    double contrast = colour.contrast(ground);
    if (contrast < least) {
      problems.add(
          new Problem(
              where,
              String.format(
                  Locale.ROOT, "a contrast of %.1f : 1 in the %s theme", least, theme.name),
              String.format(
                  Locale.ROOT,
                  "%.2f : 1 for %s of <%s> \"%s\": %s on %s",
                  contrast,
                  what,
                  element.tagName(),
                  beginning(element.text()),
                  colour,
                  ground),
              "choose a colour between the two grounds, or leave it to the theme"));
    }
  }

  private static Colour ground(Element element, Theme theme) {
    Colour ground = theme.ground;
    List<Element> outermostFirst = new ArrayList<>(element.parents());
    java.util.Collections.reverse(outermostFirst);
    outermostFirst.add(element);
    for (Element each : outermostFirst) {
      for (Map.Entry<String, String> entry : style(each).entrySet()) {
        Colour own = isGround(entry.getKey()) ? Colour.find(entry.getValue()) : null;
        ground = own == null ? ground : own.over(ground);
      }
    }
    return ground;
  }

  private static Colour letters(Element element, Theme theme) {
    for (Element each = element; each != null; each = each.parent()) {
      Colour own = Colour.find(style(each).getOrDefault("color", ""));
      if (own != null) {
        return own;
      }
    }
    return theme.letters;
  }

  private static boolean isColour(String property) {
    return property.equals("color") || isGround(property) || property.startsWith("border");
  }

  private static boolean isGround(String property) {
    return property.equals("background") || property.equals("background-color");
  }

  /** Whether a value names a colour itself; "none", "inherit" and variables leave it to others. */
  private static boolean isOwn(String value) {
    return !value.contains("var(")
        && value.matches(
            "(?i).*(#|rgb|hsl|\\b(red|green|blue|orange|yellow|purple|pink|gr[ae]y|black|white|brown|silver|navy|teal|maroon|olive|lime|aqua|fuchsia)\\b).*");
  }

  private static Map<String, String> style(Element element) {
    Map<String, String> style = new LinkedHashMap<>();
    if (element.hasAttr("color")) {
      style.put("color", element.attr("color"));
    }
    if (element.hasAttr("bgcolor")) {
      style.put("background-color", element.attr("bgcolor"));
    }
    for (String declaration : element.attr("style").split(";")) {
      String[] parts = declaration.split(":", 2);
      if (parts.length == 2) {
        style.put(parts[0].strip().toLowerCase(Locale.ROOT), parts[1].strip());
      }
    }
    return style;
  }

  private static String beginning(String text) {
    return text.length() <= 30 ? text : text.substring(0, 30) + "…";
  }

  /** A colour with its opacity, each channel from 0 to 255, the opacity from 0 to 1. */
  record Colour(double red, double green, double blue, double opacity) {
    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\\b");
    private static final Pattern RGB =
        Pattern.compile(
            "rgba?\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*(?:,\\s*([0-9.]+)\\s*)?\\)");
    private static final Map<String, String> NAMES =
        Map.of(
            "black", "#000000", "white", "#ffffff", "red", "#ff0000", "green", "#008000", "blue",
            "#0000ff", "gray", "#808080", "grey", "#808080", "orange", "#ffa500");

    static Colour of(String text) {
      Colour colour = find(text);
      if (colour == null) {
        throw new IllegalArgumentException("expected a colour such as #1a2b3c, got " + text);
      }
      return colour;
    }

    /** The first colour in a value such as {@code 4px solid #009E73}; null if there is none. */
    static Colour find(String value) {
      Matcher hex = HEX.matcher(value);
      if (hex.find()) {
        String digits = hex.group(1);
        String six = digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1");
        int rgb = Integer.parseInt(six, 16);
        return new Colour(rgb >> 16, rgb >> 8 & 255, rgb & 255, 1);
      }
      Matcher rgb = RGB.matcher(value);
      if (rgb.find()) {
        return new Colour(
            Integer.parseInt(rgb.group(1)),
            Integer.parseInt(rgb.group(2)),
            Integer.parseInt(rgb.group(3)),
            rgb.group(4) == null ? 1 : Double.parseDouble(rgb.group(4)));
      }
      for (String word : value.toLowerCase(Locale.ROOT).split("\\s+")) {
        if (NAMES.containsKey(word)) {
          return of(NAMES.get(word));
        }
      }
      return null;
    }

    Colour over(Colour ground) {
      double rest = 1 - opacity;
      return new Colour(
          opacity * red + rest * ground.red,
          opacity * green + rest * ground.green,
          opacity * blue + rest * ground.blue,
          1);
    }

    /** As WCAG 2.2 defines it: from 1 (the same) to 21 (black on white). */
    double contrast(Colour other) {
      double a = luminance() + 0.05;
      double b = other.luminance() + 0.05;
      return Math.max(a, b) / Math.min(a, b);
    }

    private double luminance() {
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(double channel) {
      double c = channel / 255;
      return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    @Override
    public String toString() {
      return "#%02x%02x%02x".formatted(Math.round(red), Math.round(green), Math.round(blue));
    }
  }
}
