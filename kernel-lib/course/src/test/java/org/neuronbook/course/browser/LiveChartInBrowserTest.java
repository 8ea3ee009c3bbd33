package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A training that is watched, stopped by the square in the toolbar, and looked at again later. */
@ExtendWith(Desk.Extension.class)
class LiveChartInBrowserTest {

  @Test
  void theChartGrowsWhileTheCellRunsAndItsLastStateAndTheModelStay(Desk desk) throws Exception {
    NotebookPage notebook =
        desk.open(
            "live-chart",
            """
            var digits = Datasets.digits();
            var model = new Sequential(new Linear(64, 32, Rng.of(1)), Tensor::relu, new Linear(32, 10, Rng.of(2)));
            var trainer = Trainer.classifier(model, new Adam(model.parameters(), 1e-3));
            trainer.listen(new LiveChart("Digits"));
            trainer.listen(new ProgressBar());
            var history = trainer.fit(new Batches(digits.train(), 32, Rng.of(3)), digits.test(), 10_000);
            """,
            "history.interrupted()",
            "Evaluation.of(model, digits.test()).accuracy() > 0.5");
    notebook.start(0);
    Locator bar = notebook.outputOf(0).locator("progress");
    bar.waitFor();
    assertThat(Integer.parseInt(bar.getAttribute("max")))
        .as("steps that the bar goes to")
        .isGreaterThan(10_000);
    String early = notebook.waitForOtherPicture(0, "");
    String later = notebook.waitForOtherPicture(0, early);
    assertThat(later).as("alt text of the growing chart").contains("training").contains("Digits");
    assertThat(notebook.waitForOtherPicture(0, later)).isNotEqualTo(early);
    assertThat(notebook.prompt(0)).as("the cell while its chart changes").isEqualTo("*");

    notebook.interrupt();
    notebook.waitUntilIdle(20_000);
    assertThat(notebook.text(0)).contains("interrupted in epoch").contains("of 10000");
    assertThat(bar.count()).as("bars after the end: one line stays instead").isZero();
    notebook.run(1);
    assertThat(notebook.text(1)).as("the history knows that it was stopped").isEqualTo("true");
    notebook.run(2);
    assertThat(notebook.text(2)).as("what was learned stays").isEqualTo("true");

    Locator chart = notebook.outputOf(0).locator("img").first();
    String last = chart.getAttribute("alt");
    String picture = chart.getAttribute("src");
    assertThat(last).contains("training").contains("validation").containsIgnoringCase("falls from");
    notebook.saveAndReload();
    assertThat(chart.getAttribute("alt")).as("alt text after a reload").isEqualTo(last);
    assertThat(chart.getAttribute("src")).as("picture after a reload").isEqualTo(picture);
  }
}
