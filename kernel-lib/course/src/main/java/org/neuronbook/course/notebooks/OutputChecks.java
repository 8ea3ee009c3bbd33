package org.neuronbook.course.notebooks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The outputs of a notebook for those who do not see them, or not well: pictures have words with
 * numbers, tables have headers that say what they head, letters stand out in the light and in the
 * dark theme (WCAG 2.2: 1.1.1, 1.3.1, 1.4.3, 1.4.11).
 */
final class OutputChecks {
  private static final Pattern GENERIC =
      Pattern.compile(
          "(?i)\\W*(an?|the|this)?\\s*(image|picture|plot|chart|line chart|bar chart|figure|graph|diagram|output|result|photo|screenshot|图|图片|图表)?\\W*\\d*\\W*|\\S+\\.(png|jpe?g|svg|gif)");

  private static final Set<String> SCOPES = Set.of("col", "row", "colgroup", "rowgroup");

  private OutputChecks() {}

  static List<Problem> check(String name, Notebook notebook) {
    List<Problem> problems = new ArrayList<>();
    for (Cell cell : notebook.cells()) {
      for (JsonElement output : cell.outputs()) {
        JsonObject object = output.getAsJsonObject();
        if (object.has("data")) {
          check(name + ", cell " + cell.id(), object.getAsJsonObject("data"), problems);
        }
      }
    }
    return problems;
  }

  private static void check(String where, JsonObject data, List<Problem> problems) {
    String html = data.has("text/html") ? data.get("text/html").getAsString() : "";
    Document page = Jsoup.parseBodyFragment(html);
    for (String type : data.keySet()) {
      if (type.startsWith("image/") && page.select("img").isEmpty()) {
        problems.add(
            new Problem(
                where,
                type + " together with an HTML form that has the words of the picture",
                "the picture alone",
                "Jupyter gives a bare picture no alt text: show it with the notebook library"));
      }
    }
    for (Element image : page.select("img")) {
      checkWords(where, image, problems);
    }
    for (Element figure : page.select("figure")) {
      if (figure.select("img").isEmpty() && figure.text().isBlank()) {
        problems.add(
            new Problem(
                where,
                "a <figure> with a picture or words in it",
                "an empty one",
                "leave it out, or put an <img> with alt text into it"));
      }
    }
    for (Element table : page.select("table")) {
      checkTable(where, table, problems);
    }
    for (Element link : page.select("a[href]")) {
      if (link.text().isBlank() && link.select("img[alt]").isEmpty()) {
        problems.add(
            new Problem(
                where,
                "a link with words",
                "an empty link to " + link.attr("href"),
                "say where it leads"));
      }
    }
    problems.addAll(ColourChecks.check(where, page));
  }

  private static void checkWords(String where, Element image, List<Problem> problems) {
    String alt = image.attr("alt").strip();
    String expected = "alt text that gives the numbers of the picture and what they mean";
    if (alt.isEmpty()) {
      problems.add(
          new Problem(where, expected, "a picture without words", "write them into alt=\"...\""));
    } else if (GENERIC.matcher(alt).matches()) {
      problems.add(
          new Problem(
              where,
              expected,
              "\"" + alt + "\"",
              "say what one who cannot see it has to know, not that there is a picture"));
    } else if (alt.chars().noneMatch(Character::isDigit)) {
      problems.add(
          new Problem(
              where, expected, "\"" + alt + "\", without a number", "name at least the range"));
    }
  }

  private static void checkTable(String where, Element table, List<Problem> problems) {
    String told = "the table that begins \"" + beginning(table.text()) + "\"";
    if (table.select("th").isEmpty()) {
      problems.add(
          new Problem(
              where,
              "a table with header cells",
              told + " has none",
              "the first cell of each column or row is a <th scope=\"col\"> or <th scope=\"row\">"));
    }
    for (Element header : table.select("th")) {
      if (!SCOPES.contains(header.attr("scope"))) {
        problems.add(
            new Problem(
                where,
                "scope=\"col\" or scope=\"row\" in each header cell",
                "<th> \"%s\" without, in %s".formatted(header.text(), told),
                "a screen reader reads the headers of a cell before its number: say which cells it heads"));
        return;
      }
    }
  }

  private static String beginning(String text) {
    return text.length() <= 30 ? text : text.substring(0, 30) + "…";
  }
}
