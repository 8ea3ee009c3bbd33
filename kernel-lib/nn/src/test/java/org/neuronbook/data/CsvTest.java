package org.neuronbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CsvTest {
  private static Csv read(String text) throws IOException {
    return Csv.read(new ByteArrayInputStream(text.getBytes()), "the test");
  }

  @Test
  void readsHeaderAndNumbers() throws IOException {
    Csv table = read("a,b\n1,2.5\n-3,4e1\n");
    assertThat(table.header()).containsExactly("a", "b");
    assertThat(table.rows()).isDeepEqualTo(new double[][] {{1, 2.5}, {-3, 40}});
  }

  @Test
  void takesTheLastColumnAsLabels() throws IOException {
    Dataset dataset = read("a,b,label\n1,2,0\n3,4,1\n").labelledByLastColumn("table", 2, 4);
    assertThat(dataset.x().toMatrix()).isDeepEqualTo(new double[][] {{0.25, 0.5}, {0.75, 1}});
    assertThat(dataset.labels()).containsExactly(0, 1);
  }

  @Test
  void namesTheLineWithAMissingField() {
    assertThatThrownBy(() -> read("a,b\n1,2\n3\n"))
        .isInstanceOf(DataException.class)
        .hasMessage("CSV: expected 2 fields as in the header, found 1, in line 3 of the test");
  }

  @Test
  void namesTheColumnWithSomethingElseThanANumber() {
    assertThatThrownBy(() -> read("a,b\n1,NA\n"))
        .isInstanceOf(DataException.class)
        .hasMessage("CSV: expected a number, found 'NA', in column b, line 2 of the test");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a header row, found nothing");
  }
}
