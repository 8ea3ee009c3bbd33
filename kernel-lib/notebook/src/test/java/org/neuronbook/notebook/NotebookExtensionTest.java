package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.knowm.xchart.XYChart;
import org.neuronbook.data.Dataset;
import org.neuronbook.datasets.Datasets;
import org.neuronbook.nn.Linear;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.train.ConfusionMatrix;
import tech.tablesaw.api.Table;

class NotebookExtensionTest {

  private static final MIMEType HTML = MIMEType.TEXT_HTML;
  private static final MIMEType TEXT = MIMEType.TEXT_PLAIN;
  private static final MIMEType PNG = MIMEType.parse("image/png");

  record Point(int x, int y) {}

  private final RecordingKernel kernel = new RecordingKernel();

  @BeforeEach
  void start() {
    kernel.onStartup();
  }

  @AfterEach
  void stop() {
    kernel.onShutdown(false);
  }

  private String text(Object value) {
    return (String) kernel.getRenderer().render(value).getData(TEXT);
  }

  @Test
  void theKernelFindsIt() {
    assertThat(ServiceLoader.load(Extension.class)).anyMatch(NotebookExtension.class::isInstance);
    assertThat(kernel.evaluated).hasSize(1);
    assertThat(kernel.evaluated.get(0))
        .contains("import static org.neuronbook.notebook.Notebook.*;");
  }

  @Test
  void installingPrintsNothing() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      new NotebookExtension().install(new RecordingKernel());
      text(Table.create("t"));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @TestFactory
  List<DynamicTest> everyValueHasHtmlAndText() {
    ConfusionMatrix matrix = ConfusionMatrix.of(new int[] {0, 1}, new int[] {0, 0}, 2);
    List<Object> values =
        List.of(
            Tensor.ones(2, 2),
            new DMatrixRMaj(2, 2),
            new SimpleMatrix(2, 2),
            new double[] {1, 2},
            new double[][] {{1}, {2}},
            new int[] {1, 2},
            new Linear(2, 3, Rng.of(1)),
            new Linear(2, 3, Rng.of(1)).summary(),
            Gallery.history(1),
            Gallery.history(3),
            matrix,
            Dataset.xor(),
            Datasets.digits(),
            Table.create("t"),
            List.of(new Point(1, 2), new Point(3, 4)),
            Gallery.bars());
    return values.stream()
        .map(
            value ->
                DynamicTest.dynamicTest(value.getClass().getSimpleName(), () -> hasBoth(value)))
        .toList();
  }

  private void hasBoth(Object value) {
    DisplayData data = kernel.getRenderer().render(value);
    assertThat((String) data.getData(HTML)).matches("(?s)<(table|figure|pre).*");
    assertThat((String) data.getData(TEXT)).isNotBlank().doesNotContain("@");
  }

  @Test
  void picturesAlsoComeAsPngOfTheShownSize() {
    DisplayData data = kernel.getRenderer().render(Gallery.momentum());
    assertThat((String) data.getData(PNG)).startsWith("iVBOR");
    assertThat((String) data.getData(HTML)).contains((String) data.getData(PNG));
  }

  @Test
  void aChartOfXChartIsShownWithItsWords() {
    XYChart chart = new XYChart(300, 200);
    chart.setTitle("Own chart");
    chart.addSeries("loss", new double[] {1, 2}, new double[] {2, 1});
    Style.apply(chart.getStyler());
    DisplayData data = kernel.getRenderer().render(chart);
    assertThat((String) data.getData(HTML)).contains("alt=\"XYChart: Own chart. Series: loss.");
    assertThat(data.getData(PNG)).isNotNull();
  }

  @Test
  void listsOfOtherThingsStayText() {
    DisplayData data = kernel.getRenderer().render(List.of(1, "two"));
    assertThat(data.getData(TEXT)).isEqualTo("[1, two]");
    assertThat(data.hasDataForType(HTML)).isFalse();
  }

  @Test
  void otherValuesStayText() {
    assertThat(text(42)).isEqualTo("42");
    assertThat(text("a < b")).isEqualTo("a < b");
  }

  @Test
  void aValueThatCannotBeShownDoesNotBreakTheCell() {
    Displayable broken =
        new Displayable() {
          @Override
          public String html() {
            throw new StackOverflowError();
          }

          @Override
          public String text() {
            throw new LinkageError("no text");
          }
        };
    assertThat(text(broken)).contains("showing it failed").contains("no text");
  }

  @Test
  void showAndProgressReachTheKernel() {
    Notebook.show(Tensor.scalar(2));
    Notebook.progress("steps", 2).step();
    assertThat(kernel.displayed).hasSize(2);
    assertThat(kernel.displayed.get(0).getData(TEXT)).isEqualTo("Tensor (): 2");
    assertThat(kernel.displayed.get(1).hasDisplayId()).isTrue();
    assertThat((String) kernel.displayed.get(1).getData(HTML)).contains("<progress");
  }
}
