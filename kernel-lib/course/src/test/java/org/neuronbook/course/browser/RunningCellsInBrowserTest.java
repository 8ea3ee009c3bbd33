package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Running, stopping and starting again, by the buttons and menus of JupyterLab. */
@ExtendWith(Desk.Extension.class)
class RunningCellsInBrowserTest {
  private static final String MODEL =
      """
      var digits = Datasets.digits();
      var model = new Sequential(new Linear(64, 32, Rng.of(1)), Tensor::relu, new Linear(32, 10, Rng.of(2)));
      var trainer = Trainer.classifier(model, new Adam(model.parameters(), 1e-3));
      double[][] before = model.parameters().get(0).toMatrix();
      """;

  @Test
  void theSquareStopsAnEndlessLoopAndTheNextCellRunsAtOnceWithAllVariables(Desk desk)
      throws Exception {
    try (NotebookPage notebook =
        desk.open("endless", "int count = 41;", "while (true) { }", "count + 1")) {
      notebook.run(0);
      notebook.start(1);
      notebook.interrupt();
      notebook.waitUntilIdle(20_000);

      assertThat(notebook.text(1))
          .isEqualTo("Interrupted: The cell was stopped. Variables keep their values.");
      notebook.run(2);
      assertThat(notebook.text(2)).isEqualTo("42");
    }
  }
}
