package org.neuronbook.course.browser;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every kind of output in the light and in the dark theme: words for pictures, contrast, headers.
 */
@ExtendWith(Desk.Extension.class)
class ReadableInBrowserTest {
  private static final String[] CELLS = {
    "int x = 5",
    "int[] marks = new int[3]; marks[5] = 1;",
    "throw new RuntimeException(\"outer\", new IllegalStateException(\"inner\"));",
    "System.out.println(\"printed\"); System.err.println(\"an error printed\");",
    "show(Tensor.randn(Rng.of(1), 6, 6)); show(new double[] {-1, 0, 1});",
    "claim(\"one and one are two\", 1 + 1 == 2);",
    "claim(\"one and one are three\", 1 + 1 == 3);",
    """
    var model = new Sequential(new Linear(64, 10, Rng.of(1)));
    model
    """,
    """
    var digits = Datasets.digits();
    var trainer = Trainer.classifier(model, new Adam(model.parameters(), 1e-3));
    trainer.listen(new LiveChart("Digits"));
    trainer.listen(new ProgressBar());
    var history = trainer.fit(new Batches(digits.train(), 64, Rng.of(3)), digits.test(), 2);
    """,
    "history",
    "digits.train()",
    "ImageGrid.of(digits.train(), 10)",
    "new ConfusionMatrixChart(Evaluation.of(model, digits.test()).confusion())",
    "List.of(\"one\", \"two\")",
    """
    class MyCentre implements Ex00_1Centre {
      public double[] centre(double[] x) { return x; }
    }
    """,
    "check(\"00.1\", MyCentre::new)",
  };

  @Test
  void allOutputsAreReadableInTheLightAndInTheDarkTheme(Desk desk) throws Exception {
    NotebookPage notebook = desk.open("readable", CELLS);
    for (int cell = 0; cell < CELLS.length; cell++) {
      notebook.run(cell);
    }
    SoftAssertions all = new SoftAssertions();
    for (String theme : List.of("JupyterLab Light", "JupyterLab Dark")) {
      notebook.theme(theme);
      notebook.screenshot(Desk.pictures().resolve("readable-" + theme.substring(11) + ".png"));

      Axe.Findings found = Axe.lookAt(notebook.page(), ".jp-OutputArea-output");

      all.assertThat(found.violations()).as("what axe finds wrong in %s", theme).isEmpty();
      all.assertThat(found.undecided()).as("what axe cannot decide in %s", theme).isEmpty();
      all.assertThat(found.textsOfGoodContrast())
          .as("texts in %s that axe has measured", theme)
          .isGreaterThan(100);
    }
    all.assertAll();
  }
}
