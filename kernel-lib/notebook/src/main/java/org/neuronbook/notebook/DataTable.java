package org.neuronbook.notebook;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A table as a cell shows it: a caption, header cells, numbers to the right, long ones with their
 * middle left out. {@link Tables} makes them of other things.
 *
 * <p>A cell may be shaded by the size of its number. The shade is translucent, so that letters stay
 * readable on it in a light and in a dark notebook.
 */
public final class DataTable implements Displayable {

  /** Rows beyond this many are left out in the middle. */
  static final int SHOWN_ROWS = 20;

  private static final int SHOWN_COLUMNS = 20;
  private static final int LONGEST_CAPTION = 80;
  static final int LEFT_OUT = -1;

  private final String caption;
  private final List<String> headers;
  private final List<List<String>> rows;
  private final IntPredicate isNumber;
  private final boolean rowHeaders;
  private double[][] shades;
  private int shownRows = SHOWN_ROWS;
  private int elided;

  /**
   * A table.
   *
   * @param rows each as long as {@code headers}
   * @param isNumber which columns hold numbers, which are set to the right
   * @param rowHeaders whether the first column names its row
   */
  DataTable(
      String caption,
      List<String> headers,
      List<List<String>> rows,
      IntPredicate isNumber,
      boolean rowHeaders) {
    this.caption = caption;
    this.headers = headers;
    this.rows = rows;
    this.isNumber = isNumber;
    this.rowHeaders = rowHeaders;
  }

  /** Shades cells: one number from -1 to 1 a cell, without the first column if that names rows. */
  DataTable shaded(double[][] values) {
    shades = values;
    return this;
  }

  /** Shows up to this many rows instead of 20. */
  public DataTable rows(int most) {
    if (most < 2) {
      throw new IllegalArgumentException("rows: expected at least 2, got " + most);
    }
    shownRows = most;
    return this;
  }

  /** Says that so many rows, which nobody looked at, lie in the middle. */
  DataTable elided(int rows) {
    elided = rows;
    return this;
  }

  private int[] shownRows() {
    return elided == 0
        ? shown(rows.size(), shownRows)
        : withGap(rows.size(), (rows.size() + 1) / 2, rows.size() / 2);
  }

  private String leftOutRows() {
    int left = elided > 0 ? elided : rows.size() - (shownRows().length - 1);
    return "⋮ " + Tables.count(left, "more row");
  }

  private String leftOutColumns(int[] columns) {
    return "… " + Tables.grouped(headers.size() - (columns.length - 1)) + " more";
  }

  @Override
  public String html() {
    int[] columns = shown(headers.size(), SHOWN_COLUMNS);
    StringBuilder html = new StringBuilder();
    // A caption is as wide as its table: a short one may stand out, a sentence stands before it.
    boolean sentence = caption.length() > LONGEST_CAPTION;
    html.append(sentence ? "<p>" + Html.escape(caption) + "</p>\n" : "").append("<table>\n");
    if (!caption.isEmpty() && !sentence) {
      html.append("<caption style=\"caption-side: top; text-align: left; white-space: nowrap\">");
      html.append(Html.escape(caption)).append("</caption>\n");
    }
    html.append("<thead><tr>");
    for (int column : columns) {
      String name = column == LEFT_OUT ? leftOutColumns(columns) : headers.get(column);
      // A header without a name is no header: screen readers would announce it.
      html.append(cell(name.isEmpty() ? "td" : "th scope=\"col\"", name, column, null));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int row : shownRows()) {
      if (row == LEFT_OUT) {
        html.append("<tr><td colspan=\"").append(columns.length);
        html.append("\" style=\"text-align: center\">")
            .append(leftOutRows())
            .append("</td></tr>\n");
        continue;
      }
      html.append("<tr>");
      for (int column : columns) {
        html.append(bodyCell(row, column));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>").toString();
  }

  private String bodyCell(int row, int column) {
    boolean leftOut = column == LEFT_OUT;
    String text = leftOut ? "…" : rows.get(row).get(column);
    boolean names = rowHeaders && column == 0;
    Color shade = null;
    if (shades != null && !leftOut && !names) {
      shade = shade(shades[row][column - (rowHeaders ? 1 : 0)]);
    }
    return cell(names ? "th scope=\"row\"" : "td", text, column, shade);
  }

  private String cell(String tag, String text, int column, Color shade) {
    boolean right = column != LEFT_OUT && isNumber.test(column);
    StringBuilder style = new StringBuilder("text-align: ").append(right ? "right" : "left");
    if (shade != null) {
      style.append("; background-color: ").append(css(shade));
    }
    String end = tag.substring(0, 2);
    return "<" + tag + " style=\"" + style + "\">" + Html.escape(text) + "</" + end + ">";
  }

  /** Blue above zero, vermillion below, stronger the farther away; never more than 45 %. */
  static Color shade(double amount) {
    if (!Double.isFinite(amount) || Math.abs(amount) < 0.01) {
      return null;
    }
    double opacity = 0.45 * Math.min(1, Math.abs(amount));
    return Style.translucent(amount > 0 ? Style.BLUE : Style.VERMILLION, opacity);
  }

  private static String css(Color color) {
    return "rgba(%d, %d, %d, %s)"
        .formatted(
            color.getRed(),
            color.getGreen(),
            color.getBlue(),
            Numbers.fixed(color.getAlpha() / 255.0, 2));
  }

  /** The indices that are shown; {@link #LEFT_OUT} stands for those that are not. */
  static int[] shown(int size, int most) {
    return size <= most
        ? IntStream.range(0, size).toArray()
        : withGap(size, (most + 1) / 2, most / 2);
  }

  private static int[] withGap(int size, int first, int last) {
    return IntStream.concat(
            IntStream.concat(IntStream.range(0, first), IntStream.of(LEFT_OUT)),
            IntStream.range(size - last, size))
        .toArray();
  }

  @Override
  public String text() {
    int[] columns = shown(headers.size(), SHOWN_COLUMNS);
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        Arrays.stream(columns)
            .mapToObj(c -> c == LEFT_OUT ? leftOutColumns(columns) : headers.get(c))
            .toList());
    for (int row : shownRows()) {
      lines.add(
          row == LEFT_OUT
              ? List.of(leftOutRows())
              : Arrays.stream(columns)
                  .mapToObj(c -> c == LEFT_OUT ? "…" : rows.get(row).get(c))
                  .toList());
    }
    int[] widths = new int[columns.length];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length && line.size() == widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder(caption.isEmpty() ? "" : caption + "\n");
    for (List<String> line : lines) {
      StringBuilder out = new StringBuilder(line.size() < widths.length ? line.get(0) : "");
      for (int i = 0; i < widths.length && line.size() == widths.length; i++) {
        boolean right = columns[i] == LEFT_OUT || isNumber.test(columns[i]);
        out.append(i == 0 ? "" : "  ").append(pad(line.get(i), widths[i], right));
      }
      text.append(out.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static String pad(String text, int width, boolean right) {
    if (width == 0) {
      return text;
    }
    return String.format(Locale.ROOT, (right ? "%" : "%-") + width + "s", text);
  }

  @Override
  public String toString() {
    return text();
  }
}
