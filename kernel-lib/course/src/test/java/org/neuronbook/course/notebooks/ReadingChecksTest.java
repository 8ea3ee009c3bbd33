package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingChecksTest {

  private static List<Problem> check(String... cells) {
    List<Cell> markdown =
        IntStream.range(0, cells.length)
            .mapToObj(i -> Cell.markdown("cell-" + i, cells[i]))
            .toList();
    return ReadingChecks.check("n.ipynb", new Notebook(new JsonObject(), markdown));
  }

  private static List<Problem> prose(String text) {
    return check("# Title\n\n" + text);
  }

  @Test
  void acceptsHeadingsInOrder() {
    assertThat(check("# Title", "## Part\n\n### Piece", "## Part", "```\n#### code\n```"))
        .isEmpty();
  }

  @Test
  void findsALevelThatIsSkippedAlsoBetweenCells() {
    assertThat(check("# Title\n\n## Part", "#### Piece"))
        .singleElement()
        .asString()
        .contains("n.ipynb, cell cell-1", "level 3 at most", "\"#### Piece\"", "take away 1 of");
  }

  @Test
  void findsASecondTitleAndAMissingOne() {
    assertThat(check("# One", "# Two")).singleElement().asString().contains("but got  2 of them");
    assertThat(check("words")).singleElement().asString().contains("but got  0 of them");
  }

  @Test
  void findsHeadingsBeforeTheTitle() {
    assertThat(check("## Part", "# Title"))
        .singleElement()
        .asString()
        .contains("the title, with one #, before all other headings");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "See [here](a.md).",
        "[Click here](https://example.org) for more.",
        "[**this link**](a.md)",
        "[https://example.org/page](https://example.org/page)",
        "见[这里](a.md)。",
        "[](a.md)"
      })
  void findsLinksThatDoNotSayWhereTheyLead(String text) {
    assertThat(prose(text))
        .singleElement()
        .asString()
        .contains("a link whose words say where it leads", "name the page");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The idea is in [Rumelhart, Hinton and Williams (1986)](https://example.org).",
        "`list[here](0)` is code.",
        "![a picture](picture.svg)"
      })
  void acceptsLinksWithWordsCodeAndPictures(String text) {
    assertThat(prose(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The red line rises.",
        "Look at the blue dots.",
        "Mistakes are shown in red.",
        "An orange band surrounds it.",
        "红线上升。"
      })
  void findsWhatIsToldByColourAlone(String text) {
    assertThat(prose(text))
        .singleElement()
        .asString()
        .contains("who see no colours", "the dashed red line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The dashed red line rises.",
        "The red line (validation) rises.",
        "White digits on black ground.",
        "A red herring.",
        "The line named SGD, in red, rises.",
        "红线（验证集）上升。"
      })
  void acceptsColoursBesideAnotherMark(String text) {
    assertThat(prose(text)).isEmpty();
  }
}
