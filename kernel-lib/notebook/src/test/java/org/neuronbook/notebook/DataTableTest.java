package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataTableTest {

  private static DataTable table(List<List<String>> rows) {
    return new DataTable("sizes", List.of("name", "count"), rows, column -> column == 1, true);
  }

  private static List<List<String>> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> List.of("row" + i, String.valueOf(i))).toList();
  }

  @Test
  void hasHeaderCellsForColumnsAndRows() {
    assertThat(table(List.of(List.of("bias", "10"))).html())
        .contains("<th scope=\"col\" style=\"text-align: right\">count</th>")
        .contains("<th scope=\"row\" style=\"text-align: left\">bias</th>");
  }

  @Test
  void setsNumbersToTheRight() {
    assertThat(table(List.of(List.of("bias", "10"))).html())
        .contains("<td style=\"text-align: right\">10</td>");
  }

  @Test
  void escapesWhatHtmlGivesAMeaning() {
    String html = table(List.of(List.of("<img onerror=\"x\"> & $x$", "'1'"))).html();
    assertThat(html)
        .contains("&lt;img onerror=&quot;x&quot;&gt; &amp; <span>$</span>x<span>$</span>")
        .contains("&#39;1&#39;");
  }

  @Test
  void showsEveryRowOfAShortTable() {
    assertThat(table(numbered(20)).html()).contains("row0<").contains("row19<").doesNotContain("⋮");
  }

  @Test
  void leavesOutTheMiddleOfALongTable() {
    String html = table(numbered(21)).html();
    assertThat(html)
        .contains("row9<")
        .doesNotContain("row10<")
        .contains("row11<")
        .contains("row20<");
    assertThat(html).contains("<td colspan=\"2\" style=\"text-align: center\">⋮ 1 more row</td>");
    assertThat(table(numbered(21)).text())
        .contains("row9 ")
        .doesNotContain("row10")
        .contains("\n⋮ 1 more row\n")
        .contains("row20");
  }

  @Test
  void leavesOutTheMiddleOfAWideTable() {
    List<String> headers = IntStream.range(0, 40).mapToObj(i -> "c" + i).toList();
    DataTable wide = new DataTable("", headers, List.of(headers), column -> true, false);
    assertThat(wide.html())
        .contains(">c9<")
        .doesNotContain(">c10<")
        .contains(">c30<")
        .contains(">… 20 more<")
        .contains(">…<");
  }

  @Test
  void keepsTheShownRowsAboveTwo() {
    assertThatThrownBy(() -> table(numbered(3)).rows(1))
        .hasMessage("rows: expected at least 2, got 1");
  }

  @Test
  void alignsTheColumnsOfItsText() {
    assertThat(table(List.of(List.of("a", "5"), List.of("long name", "1234"))).text())
        .isEqualTo("sizes\nname       count\na              5\nlong name   1234");
  }

  /** Grounds of table rows in JupyterLab's two themes: odd, even, and under the mouse. */
  @Test
  void shadesStayReadableInBothThemes() {
    Color light = new Color(0x21, 0x21, 0x21);
    Color dark = Color.WHITE;
    Color[][] grounds = {
      {light, Color.WHITE, new Color(0xF5, 0xF5, 0xF5), new Color(0xE1, 0xF5, 0xFE)},
      {dark, new Color(0x11, 0x11, 0x11), new Color(0x21, 0x21, 0x21), new Color(0x0E, 0x2F, 0x3E)}
    };
    for (Color[] theme : grounds) {
      for (int i = 1; i < theme.length; i++) {
        for (double amount = -1; amount <= 1; amount += 0.0625) {
          Color shade = DataTable.shade(amount);
          double opacity = shade == null ? 0 : shade.getAlpha() / 255.0;
          Color opaque = shade == null ? theme[i] : new Color(shade.getRGB() & 0xFFFFFF);
          assertThat(Style.contrast(Style.mix(theme[i], opaque, opacity), theme[0]))
              .as("amount %s on %s", amount, theme[i])
              .isGreaterThanOrEqualTo(4.5);
        }
      }
    }
  }

  @Test
  void setsNoColourOfLetters() {
    double[][] shades = {{1}, {-1}};
    String html = table(numbered(2)).shaded(shades).html();
    assertThat(html).contains("background-color: rgba(0, 114, 178, 0.45)");
    assertThat(html.replace("background-color", "")).doesNotContain("color");
  }
}
