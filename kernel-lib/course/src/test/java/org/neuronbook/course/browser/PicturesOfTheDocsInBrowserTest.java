package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes the pictures of docs/kernel.md. To renew them:
 *
 * <pre>{@code
 * ./course test -pl kernel-lib/course -Dtest=PicturesOfTheDocsInBrowserTest
 * cp kernel-lib/course/target/browser/kernel-*.png docs/
 * }</pre>
 */
@ExtendWith(Desk.Extension.class)
class PicturesOfTheDocsInBrowserTest {

  @Test
  void anErrorASliderAndHelpWhileTypingAreWorthAPicture(Desk desk) throws Exception {
    NotebookPage notebook =
        desk.open(
            "pictures",
            "double learningRate = 0.1;\ndouble twice = 2 * lerningRate;",
            """
            double mean(double[] values) {
                double sum = 0;
                for (int i = 0; i <= values.length; i++) sum += values[i];
                return sum / values.length;
            }
            mean(new double[] {1, 2, 3})
            """
                .strip(),
            """
            double[] x = IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 10.0).toArray();
            interact(new Slider("frequency", 0.5, 3, 1), frequency -> {
                double[] y = Arrays.stream(x).map(at -> Math.sin(frequency * at)).toArray();
                return new LineChart("A wave", "x", "y").line("sine", x, y);
            })
            """
                .strip(),
            "var weights = Tensor.randn(Rng.of(1), 4, 6);\nweights",
            "weights.s");
    notebook.page().setViewportSize(1000, 1_800);
    notebook.page().keyboard().press("Control+B");
    for (int cell = 0; cell < 4; cell++) {
      notebook.run(cell);
    }
    notebook.outputOf(2).locator("img").first().waitFor();
    photograph(notebook, "kernel-error", 0, 1, 0);
    photograph(notebook, "kernel-slider", 2, 2, 0);
    assertThat(notebook.complete(4)).anySatisfy(line -> assertThat(line).startsWith("softmax("));
    photograph(notebook, "kernel-help", 3, 4, 230);
  }

  /** From the top of one cell to the bottom of another, and so much below. */
  private static void photograph(NotebookPage notebook, String name, int from, int to, int more)
      throws Exception {
    BoundingBox first = notebook.cell(from).boundingBox();
    BoundingBox last = notebook.cell(to).boundingBox();
    Path file = Desk.pictures().resolve(name + ".png");
    notebook
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(file)
                .setClip(first.x, first.y, first.width, last.y + last.height - first.y + more));
    assertThat(Files.size(file)).as("bytes of " + file).isBetween(5_000L, 300_000L);
  }
}
