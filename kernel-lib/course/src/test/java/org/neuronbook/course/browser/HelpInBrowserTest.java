package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tab and Shift-Tab. */
@ExtendWith(Desk.Extension.class)
class HelpInBrowserTest {

  @Test
  void tabOffersMembersAndShiftTabShowsWhatAMethodTakes(Desk desk) throws Exception {
    NotebookPage notebook =
        desk.open(
            "help",
            """
            var model = new Sequential(new Linear(4, 3, Rng.of(1)));
            /** The area of a circle. */
            double area(double radius) { return Math.PI * radius * radius; }
            """,
            "model.",
            "Math.sqrt",
            "Tensor.randn",
            "area");
    notebook.run(0);

    assertThat(notebook.complete(1))
        .as("what Tab offers behind the dot")
        .anySatisfy(line -> assertThat(line).startsWith("forward("))
        .anySatisfy(line -> assertThat(line).startsWith("parameters("));
    assertThat(notebook.tooltip(2)).contains("double Math.sqrt(double a)");
    assertThat(notebook.tooltip(3))
        .contains("Tensor Tensor.randn(Rng rng, int... sizes)")
        .contains("Standard normal numbers");
    assertThat(notebook.tooltip(4))
        .contains("double area(double radius)")
        .contains("The area of a circle.");
  }
}
