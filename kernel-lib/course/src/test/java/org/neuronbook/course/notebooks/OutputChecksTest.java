package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputChecksTest {
  private static final String GOOD = "Line chart: Loss. It falls from 2.3 to 0.1.";

  private static List<Problem> html(String html) {
    return check("text/html", html);
  }

  private static List<Problem> check(String... typesAndTexts) {
    JsonObject data = new JsonObject();
    for (int i = 0; i < typesAndTexts.length; i += 2) {
      data.addProperty(typesAndTexts[i], typesAndTexts[i + 1]);
    }
    JsonObject output = new JsonObject();
    output.add("data", data);
    JsonArray outputs = new JsonArray();
    outputs.add(output);
    Cell cell = Cell.code("plot", "draw()").withOutputs(1, outputs);
    return OutputChecks.check("n.ipynb", new Notebook(new JsonObject(), List.of(cell)));
  }

  private static String image(String alt) {
    return "<figure><img src=\"data:,\" alt=\"" + alt + "\"></figure>";
  }

  // ---- pictures

  @Test
  void acceptsAPictureWithNumbersInItsWords() {
    assertThat(check("image/png", "aGk=", "text/html", image(GOOD))).isEmpty();
  }

  @Test
  void findsAPictureWithoutWords() {
    assertThat(html("<img src=\"data:,\">"))
        .singleElement()
        .asString()
        .contains("n.ipynb, cell plot", "a picture without words");
    assertThat(html(image(" "))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"image", "Chart", "A plot.", "figure 3", "picture.png", "Line chart", "图片"})
  void findsWordsThatSayNothing(String alt) {
    assertThat(html(image(alt))).singleElement().asString().contains("not that there is a picture");
  }

  @Test
  void findsWordsWithoutANumber() {
    assertThat(html(image("The loss falls quickly.")))
        .singleElement()
        .asString()
        .contains("without a number");
  }

  @Test
  void findsAPictureThatComesAlone() {
    assertThat(check("image/png", "aGk=", "text/plain", GOOD))
        .singleElement()
        .asString()
        .contains("image/png together with an HTML form", "the picture alone");
  }

  @Test
  void findsAnEmptyFigure() {
    assertThat(html("<figure></figure>")).singleElement().asString().contains("an empty one");
  }

  @Test
  void findsAnEmptyLink() {
    assertThat(html("<a href=\"x\"></a>"))
        .singleElement()
        .asString()
        .contains("an empty link to x");
  }

  // ---- tables

  @Test
  void acceptsATableWithHeaders() {
    assertThat(html("<table><tr><th scope=\"row\">a</th><td>1</td></tr></table>")).isEmpty();
  }

  @Test
  void findsATableWithoutHeaders() {
    assertThat(html("<table><tr><td>a</td><td>1</td></tr></table>"))
        .singleElement()
        .asString()
        .contains("a table with header cells", "the table that begins \"a 1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<th>a</th>", "<th scope=\"column\">a</th>"})
  void findsAHeaderThatDoesNotSayWhatItHeads(String header) {
    assertThat(html("<table><tr>" + header + "<td>1</td></tr></table>"))
        .singleElement()
        .asString()
        .contains("scope=\"col\" or scope=\"row\"");
  }

  // ---- colours

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style=\"border-left: 4px solid #009E73\">fine on both</p>",
        "<p style=\"color: #D55E00; background: #ffffff; color: #A04600\">own ground</p>",
        "<p style=\"color: var(--jp-error-color0)\">of the theme</p>",
        "<p style=\"text-align: right; color: inherit\">of the theme</p>",
        "<p style=\"background-color: rgba(0, 114, 178, 0.3)\">a shade</p>",
        "<p style=\"background: transparent; border: none\">nothing</p>"
      })
  void acceptsColoursThatStandOutInBothThemes(String html) {
    assertThat(html(html)).isEmpty();
  }

  @Test
  void findsLettersTooPaleForTheLightTheme() {
    assertThat(html("<p style=\"color: #999\">pale</p>"))
        .singleElement()
        .asString()
        .contains("4.5 : 1 in the light theme", "2.85 : 1 for letters of <p> \"pale\": #999999");
  }

  @Test
  void findsLettersTooDarkForTheDarkTheme() {
    assertThat(html("<font color=\"#0000aa\">dark</font>"))
        .singleElement()
        .asString()
        .contains("in the dark theme");
  }

  @Test
  void findsAGroundOnWhichTheLettersOfAThemeAreLost() {
    assertThat(html("<table style=\"background: white\"><tr><th scope=\"row\">a</th></tr></table>"))
        .singleElement()
        .asString()
        .contains("in the dark theme", "1.00 : 1", "#ffffff on #ffffff");
  }

  @Test
  void looksThroughTheGroundsOfAllThatIsAround() {
    String html = "<div style=\"background: #fff\"><p style=\"color: %s\">x</p></div>";
    assertThat(html(html.formatted("#005a8c")))
        .as("the div itself leaves x to the theme, but x has its own colour")
        .allMatch(problem -> problem.actual().contains("<div>"));
    assertThat(html(html.formatted("#ffff00")))
        .anyMatch(problem -> problem.actual().contains("<p>"));
  }

  @Test
  void findsALineThatIsLost() {
    assertThat(html("<p style=\"border-left: 4px solid #eeeeee\">x</p>"))
        .singleElement()
        .asString()
        .contains("3.0 : 1 in the light theme", "border-left");
  }

  @Test
  void findsAColourThatItCannotRead() {
    assertThat(html("<p style=\"color: hsl(120, 50%, 50%)\">x</p>"))
        .singleElement()
        .asString()
        .contains("hsl(120, 50%, 50%)", "write #rrggbb");
  }

  @Test
  void blackOnWhiteHasAContrastOf21() {
    assertThat(ColourChecks.Colour.of("#000").contrast(ColourChecks.Colour.of("white")))
        .isEqualTo(21);
  }
}
