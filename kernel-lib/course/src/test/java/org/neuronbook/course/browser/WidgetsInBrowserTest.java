package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neuronbook.course.Project;

/** Sliders dragged, buttons pressed and digits drawn, in a real browser. */
@ExtendWith(Desk.Extension.class)
class WidgetsInBrowserTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** A digit and more than half of the hundred per cent. */
  private static final Pattern LIKELY = Pattern.compile("(\\d) ([5-9]\\d|100)[,.]");

  private static final String FOLLOWING =
      """
      var rate = new Slider("learning rate", 0, 1, 0.1);
      interact(rate, r -> {
        if (r > 0.95) { throw new IllegalStateException("too fast: " + r); }
        System.out.println("drawn at " + r);
        return new BarChart("It follows", "value").bar("here", r);
      })
      """;

  private static final String ENDLESS =
      """
      new IntSlider("turns", 0, 5, 0).onChange(n -> {
        while (n > 0) { }
        System.out.println("stood still");
      })
      """;

  @Test
  void aSliderMovesItsChartAlsoAfterAReloadAndFailuresAndEndlessLoopsEndNothing(Desk desk)
      throws Exception {
    try (NotebookPage notebook = desk.open("widgets", FOLLOWING, "rate.value()", ENDLESS)) {
      notebook.run(0);
      Locator handle = notebook.cell(0).locator(".noUi-handle");
      drag(notebook, handle, 120);
      assertThat(alt(notebook, "here 0.[2-9]")).as("after the mouse").contains("Bar chart");
      press(handle, "Home", "ArrowRight", "ArrowRight");
      assertThat(alt(notebook, "here 0.02")).as("after the keys").contains("It follows");
      notebook.waitForText(0, "drawn at 0.02");
      notebook.run(1);
      assertThat(notebook.text(1)).isEqualTo("0.02");

      press(handle, "End");
      notebook.waitForText(0, "IllegalStateException: too fast: 1.0");
      assertThat(notebook.text(0)).contains("cell 1, line 3, in a lambda");
      press(handle, "ArrowLeft", "Home");
      alt(notebook, "here 0\\.");

      notebook.run(2);
      Locator endless = notebook.cell(2).locator(".noUi-handle");
      press(endless, "ArrowRight");
      notebook.page().waitForSelector(".jp-Notebook-ExecutionIndicator[data-status=busy]");
      notebook.interrupt();
      notebook.waitForText(2, "Interrupted");
      press(endless, "Home");
      notebook.waitForText(2, "stood still");

      notebook.saveAndReload();
      press(notebook.cell(0).locator(".noUi-handle"), "ArrowRight", "ArrowRight", "ArrowRight");
      alt(notebook, "here 0.03");
      notebook.typeAndRun(1, "rate.set(0.5)");
      alt(notebook, "here 0.5");
      assertThat(notebook.cell(0).locator(".widget-readout").innerText()).isEqualTo("0.50");
    }
  }

  @Test
  void everyExampleOfTheDocumentationRunsAndADrawnDigitIsRead(Desk desk) throws Exception {
    List<String> cells = examples();
    int padCell = cells.size() - 1;
    try (NotebookPage notebook = desk.open("widgets-docs", cells.toArray(String[]::new))) {
      notebook.runAll();
      notebook.waitForText(padCell, "Draw with the mouse");
      notebook.waitUntilIdle(60_000);
      assertThat(notebook.errors()).isEmpty();
      notebook.page().locator("button", nameOf("roll the dice")).click();
      notebook.waitForText(3, "You rolled");

      Locator pad = notebook.cell(padCell).locator("canvas");
      draw(notebook, pad, new double[][] {{.3, .2}, {.7, .2}, {.6, .45}, {.5, .8}});
      assertThat(read(notebook, padCell)).as("digit drawn with the mouse").isEqualTo(7);
      notebook.screenshot(Desk.pictures().resolve("widgets-light.png"));
      notebook.theme("JupyterLab Dark");
      notebook.screenshot(Desk.pictures().resolve("widgets-dark.png"));

      press(pad, "Delete");
      notebook.waitForText(padCell, "Draw with the mouse");
      for (int i = 0; i < 8; i++) {
        press(pad, "ArrowUp");
      }
      press(pad, "Space");
      for (int i = 0; i < 16; i++) {
        press(pad, "ArrowDown");
      }
      press(pad, "Space");
      assertThat(read(notebook, padCell)).as("digit drawn with the keys").isEqualTo(1);
    }
  }

  private static List<String> examples() throws Exception {
    String page = Files.readString(Project.here().root().resolve("docs/widgets.md"));
    List<String> cells = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(page);
    while (matcher.find()) {
      cells.add(matcher.group(1));
    }
    return cells;
  }

  private static Page.LocatorOptions nameOf(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static void press(Locator what, String... keys) {
    what.focus();
    for (String key : keys) {
      what.press(key);
    }
  }

  private static void drag(NotebookPage notebook, Locator handle, int pixels) {
    BoundingBox box = handle.boundingBox();
    var mouse = notebook.page().mouse();
    mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    mouse.down();
    for (int i = 0; i < pixels; i += 4) {
      mouse.move(box.x + box.width / 2 + i, box.y + box.height / 2);
    }
    mouse.up();
  }

  private static void draw(NotebookPage notebook, Locator pad, double[][] points) {
    BoundingBox box = pad.boundingBox();
    var mouse = notebook.page().mouse();
    for (int i = 0; i < points.length; i++) {
      mouse.move(box.x + points[i][0] * box.width, box.y + points[i][1] * box.height);
      if (i == 0) {
        mouse.down();
      }
    }
    mouse.up();
  }

  /** The words of the first cell's chart, once they match. */
  private static String alt(NotebookPage notebook, String pattern) {
    return waitForAlt(notebook, 0, pattern);
  }

  private static String waitForAlt(NotebookPage notebook, int cell, String pattern) {
    return (String)
        notebook
            .page()
            .waitForFunction(
                """
                ([place, pattern]) => {
                  const cell = document.querySelectorAll('.jp-CodeCell')[place];
                  const words = cell.querySelector('.jp-OutputArea img')?.alt ?? '';
                  return new RegExp(pattern).test(words) ? words : false;
                }
                """,
                List.of(cell, pattern))
            .jsonValue();
  }

  /** The digit with the greatest probability, once one has more than half. */
  private static int read(NotebookPage notebook, int cell) {
    String words = waitForAlt(notebook, cell, LIKELY.pattern());
    Matcher matcher = LIKELY.matcher(words);
    assertThat(matcher.find()).as(words).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
