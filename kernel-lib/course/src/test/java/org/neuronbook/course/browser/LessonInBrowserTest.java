package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neuronbook.course.Project;
import org.neuronbook.course.tests.Tool;

/**
 * A learner's first half hour with lesson 10, in a real browser. Screenshots lie in target/browser.
 */
class LessonInBrowserTest {
  private static final double MINUTES = 60_000;
  private static final Path ROOT = Project.here().root();
  private static final Path FOLDER = Path.of("kernel-lib/course/target/browser");

  private static Lab lab;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void openLabAndBrowser() throws Exception {
    Path chromium = Tool.CHROMIUM.require();
    Files.createDirectories(ROOT.resolve(FOLDER));
    lab = Lab.start();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @AfterAll
  static void close() throws Exception {
    if (playwright != null) {
      playwright.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void lesson10TrainsShowsItsPicturesRejectsTheStubAndAcceptsTheSolution() throws Exception {
    Path copy = copyWithoutOutputs("10-training-loop");
    // So high that JupyterLab lays out every cell.
    var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 16_000));
    NotebookPage notebook = new NotebookPage(page);
    notebook.open(lab.address(copy.toString().replace('\\', '/')));

    notebook.runAll();
    var live = notebook.pictures("var trainer = Trainer.classifier").first();
    live.waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setTimeout(3 * MINUTES));
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

    page.setViewportSize(1280, 860);
    page.keyboard().press("Control+B"); // no list of files in the picture
    notebook.cell("var trainer = Trainer.classifier").scrollIntoViewIfNeeded();
    notebook.screenshot(ROOT.resolve(FOLDER).resolve("lesson-10.png"));
    page.close();
  }

  /** A copy that the test may change, so that what it sees is what it ran. */
  private static Path copyWithoutOutputs(String lesson) throws Exception {
    JsonObject notebook = read(ROOT.resolve("notebooks").resolve(lesson + ".ipynb"));
    for (JsonElement cell : notebook.getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().has("outputs")) {
        cell.getAsJsonObject().add("outputs", new JsonArray());
      }
    }
    Path copy = FOLDER.resolve(lesson + ".ipynb");
    Files.writeString(ROOT.resolve(copy), notebook.toString());
    return copy;
  }

  private static String solution(String lesson, String cellId) throws Exception {
    for (JsonElement cell :
        read(ROOT.resolve("solutions").resolve(lesson + ".ipynb")).getAsJsonArray("cells")) {
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

  private static JsonObject read(Path notebook) throws Exception {
    return JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
  }
}
