package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbook.data.Dataset;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.train.ConfusionMatrix;
import org.neuronbook.train.History;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {

  private record Trial(String optimizer, double learningRate, int steps) {}

  private record Other(int x) {}

  @Test
  void showsRecordsWithTheirComponentsAsColumns() {
    DataTable table = Tables.of(List.of(new Trial("SGD", 0.1, 500), new Trial("Adam", 0.001, 60)));
    assertThat(table.text())
        .isEqualTo(
            """
            optimizer  learning rate  steps
            SGD               0.1000    500
            Adam              0.0010     60""");
    assertThat(table.html()).contains("<td style=\"text-align: left\">SGD</td>");
    assertThat(table.html()).contains("<td style=\"text-align: right\">500</td>");
  }

  @Test
  void refusesRecordsOfSeveralClasses() {
    assertThatThrownBy(() -> Tables.of(List.of(new Trial("SGD", 1, 1), new Other(2))))
        .hasMessage("a table of records: expected all of class Trial, got a Other");
  }

  @Test
  void showsNoRecordsAsAnEmptyTable() {
    assertThat(Tables.of(List.<Trial>of()).text()).startsWith("0 rows");
  }

  @Test
  void showsATablesawTableWithGapsForMissingNumbers() {
    Table table =
        Table.create(
            "flowers",
            StringColumn.create("name", "<setosa>", "virginica"),
            DoubleColumn.create("width", 0.25, Double.NaN),
            IntColumn.create("count", 3, 12));
    DataTable shown = Tables.of(table);
    assertThat(shown.text())
        .isEqualTo(
            """
            flowers: 2 rows, 3 columns
            name        width  count
            <setosa>   0.2500      3
            virginica             12""");
    assertThat(shown.html())
        .contains("&lt;setosa&gt;")
        .contains("<caption")
        .doesNotContain("<setosa>");
  }

  @Test
  void showsATrainingRunWithoutItsTimes() {
    String text = Tables.of(Gallery.history(2)).text();
    assertThat(text)
        .isEqualTo(
            """
            2 epochs
            epoch  training loss  validation loss  validation accuracy
                1         1.5147           1.4166               0.5961
                2         1.0285           0.9937               0.7393""");
  }

  @Test
  void leavesOutTheColumnsOfAValidationThatWasNotMade() {
    assertThat(Tables.of(Gallery.lossOnly()).text())
        .doesNotContain("validation")
        .doesNotContain("NaN");
  }

  @Test
  void saysThatARunWasInterrupted() {
    assertThat(Tables.of(new History(List.of(), true)).text()).startsWith("0 epochs, interrupted");
  }

  @Test
  void showsAModelAsATreeWithShapesAndCounts() {
    Rng rng = Rng.of(1);
    Sequential model =
        new Sequential(
            new Linear(784, 32, rng),
            (org.neuronbook.nn.Forward) Tensor::relu,
            new Linear(32, 10, rng));
    DataTable table = Tables.of(model.summary());
    assertThat(table.text())
        .startsWith("25,450 parameters, 25,450 of them trained")
        .contains("(784, 32)")
        .contains("25,120");
    assertThat(table.html()).contains("<th scope=\"row\"").contains("\u00A0\u00A0\u00A0");
  }

  @Test
  void showsMistakesInTheirOwnColour() {
    String html = Tables.of(ConfusionMatrix.of(new int[] {0, 0, 1}, new int[] {0, 1, 1}, 2)).html();
    assertThat(html).contains("accuracy 66.7% of 3 rows");
    assertThat(html).contains("rgba(213, 94, 0,").contains("rgba(0, 114, 178,");
  }

  @Test
  void countsTheClassesOfADataSet() {
    assertThat(Tables.of(Dataset.xor()).text()).contains("class  rows\n0         2\n1         2");
  }
}
