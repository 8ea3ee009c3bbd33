package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neuronbook.course.Project;

/**
 * A learner's first half hour with lesson 10, in a real browser. Screenshots lie in target/browser.
 */
@ExtendWith(Desk.Extension.class)
class LessonInBrowserTest {
  private static final double MINUTES = 60_000;

  @Test
  void lesson10TrainsShowsItsPicturesRejectsTheStubAndAcceptsTheSolution(Desk desk)
      throws Exception {
    NotebookPage notebook = desk.openLesson("10-training-loop");
    notebook.page().setViewportSize(1280, 16_000); // all cells of this long notebook are laid out
    notebook.runAll();
    var live = notebook.pictures("var trainer = Trainer.classifier").first();
    live.waitFor(new Locator.WaitForOptions().setTimeout(3 * MINUTES));
    String early = live.getAttribute("alt");
    notebook.waitUntilIdle(6 * MINUTES);
    assertThat(notebook.errors()).as("errors after Run All Cells").isEmpty();

    assertThat(live.getAttribute("alt"))
        .as("alt text of the loss chart, first seen as: %s", early)
        .contains("training")
        .contains("validation")
        .containsIgnoringCase("falls from")
        .isNotEqualTo(early);
    var confusion = notebook.pictures("new ConfusionMatrixChart").first();
    assertThat(confusion.getAttribute("alt")).startsWith("Confusion matrix").contains("Accuracy");
    assertThat(confusion.evaluate("picture => picture.naturalWidth"))
        .as("pixels of the confusion matrix")
        .isNotEqualTo(0);

    assertThat(notebook.outputOf("check(\"10.1\"").innerText())
        .contains("0 of 13 points")
        .contains("not written yet");
    String solution = solution("10-training-loop", "exercise-10-1");
    notebook.typeAndRun("class MyFit", solution.replace("model.zeroGrad();", ""));
    notebook.run("check(\"10.1\"");
    assertThat(notebook.outputOf("check(\"10.1\"").innerText())
        .contains("zeroGrad")
        .doesNotContain("13 of 13");
    notebook.typeAndRun("class MyFit", solution);
    notebook.run("check(\"10.1\"");
    assertThat(notebook.outputOf("check(\"10.1\"").innerText()).contains("13 of 13 points");

    notebook.page().setViewportSize(1280, 860);
    notebook.page().keyboard().press("Control+B"); // no list of files in the picture
    notebook.cell("var trainer = Trainer.classifier").scrollIntoViewIfNeeded();
    notebook.screenshot(Desk.pictures().resolve("lesson-10.png"));
  }

  private static String solution(String lesson, String cellId) throws Exception {
    String file =
        Files.readString(Project.here().root().resolve("solutions").resolve(lesson + ".ipynb"));
    for (JsonElement cell :
        JsonParser.parseString(file).getAsJsonObject().getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().get("id").getAsString().equals(cellId)) {
        StringBuilder source = new StringBuilder();
        cell.getAsJsonObject()
            .getAsJsonArray("source")
            .forEach(line -> source.append(line.getAsString()));
        return source.toString();
      }
    }
    throw new AssertionError("solutions/" + lesson + ".ipynb has no cell " + cellId);
  }
}
