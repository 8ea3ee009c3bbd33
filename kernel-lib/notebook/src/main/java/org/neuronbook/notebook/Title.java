package org.neuronbook.notebook;

import java.awt.Font;
import java.awt.Graphics2D;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The title of a picture at its upper left, on as many lines as it needs, three at most. */
final class Title {

  /** Where titles begin, and as much is left free at their ends. */
  static final double LEFT = 14;

  private static final double SIZE = 14;
  private static final double FIRST_LINE = 22;
  private static final double LINE = 18;
  private static final double BELOW = 10;
  private static final int MOST_LINES = 3;

  private Title() {}

  /** Writes it; gives the line under it, from which the picture goes on. */
  static double paint(Graphics2D graphics, String title, double width) {
    graphics.setColor(Style.INK);
    graphics.setFont(Style.titleFont(SIZE));
    double y = FIRST_LINE;
    for (String line : lines(title, width)) {
      Picture.write(graphics, line, LEFT, y, Picture.Align.LEFT);
      y += LINE;
    }
    return height(title, width);
  }

  static double height(String title, double width) {
    int lines = lines(title, width).size();
    return lines == 0 ? 0 : FIRST_LINE + (lines - 1) * LINE + BELOW;
  }

  private static List<String> lines(String title, double width) {
    return wrapped(title, Style.titleFont(SIZE), width - 2 * LEFT, MOST_LINES);
  }

  /** Lines no wider than this, broken between words; what does not fit ends in an ellipsis. */
  static List<String> wrapped(String text, Font font, double width, int mostLines) {
    List<String> lines = new ArrayList<>();
    String rest = text.replaceAll("\\s+", " ").strip();
    while (!rest.isEmpty()) {
      int end = lines.size() + 1 == mostLines ? rest.length() : lineEnd(rest, font, width);
      lines.add(Picture.shortened(rest.substring(0, end).strip(), font, width));
      rest = rest.substring(end).strip();
    }
    return lines;
  }

  /** Where the first line ends: after the last word that fits, or after the first if none does. */
  private static int lineEnd(String text, Font font, double width) {
    BreakIterator words = BreakIterator.getLineInstance(Locale.ROOT);
    words.setText(text);
    words.first();
    int end = words.next();
    for (int next = words.next(); next != BreakIterator.DONE; next = words.next()) {
      if (Picture.widthOf(font, text.substring(0, next).strip()) > width) {
        return end;
      }
      end = next;
    }
    return end;
  }
}
