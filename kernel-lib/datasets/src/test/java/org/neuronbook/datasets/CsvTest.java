package org.neuronbook.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.data.DataException;
import org.neuronbook.data.Dataset;

class CsvTest {
  private static Csv read(String text) throws IOException {
    return Csv.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "the test");
  }

  @Test
  void readsHeaderAndNumbers() throws IOException {
    Csv table = read("a,b\n1,2.5\n-3,4e1\n");
    assertThat(table.header()).containsExactly("a", "b");
    assertThat(table.numbers("a")).containsExactly(1, -3);
    assertThat(table.numbers("b")).containsExactly(2.5, 40);
  }

  @Test
  void readsAFileWithQuotedCommasAndLineBreaks(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("names.csv");
    Files.writeString(file, "name,said\r\nLi,\"well, \"\"yes\"\"\nor no\"\r\n小明,好\r\n");
    assertThat(Csv.read(file).column("said")).containsExactly("well, \"yes\"\nor no", "好");
  }

  @Test
  void takesOneColumnAsLabels() throws IOException {
    Dataset dataset =
        read("a,kind,b\n1,maple,2\n3,oak,4\n5,oak,6\n").labelled("trees", "kind", 0.25);
    assertThat(dataset.x().toMatrix())
        .isDeepEqualTo(new double[][] {{0.25, 0.5}, {0.75, 1}, {1.25, 1.5}});
    assertThat(dataset.labels()).containsExactly(1, 0, 0);
    assertThat(dataset.classNames()).containsExactly("oak", "maple");
  }

  @Test
  void numberedClassesKeepTheirOrder() throws IOException {
    Dataset dataset = read("a,label\n1,10\n2,9\n3,0\n").labelled("numbered", "label", 1);
    assertThat(dataset.labels()).containsExactly(2, 1, 0);
  }

  @Test
  void namesTheRowWithAMissingField() {
    assertThatThrownBy(() -> read("a,b\n1,2\n3\n"))
        .isInstanceOf(DataException.class)
        .hasMessage("CSV: expected 2 fields as in the header, found 1, in row 3 of the test");
  }

  @Test
  void namesTheColumnWithSomethingElseThanANumber() {
    assertThatThrownBy(() -> read("a,b\n1,NA\n").numbers("b"))
        .isInstanceOf(DataException.class)
        .hasMessage("CSV: expected a number, found 'NA', in column b, row 2 of the test");
  }

  @Test
  void listsTheColumnsWhenThereIsNoSuchOne() {
    assertThatThrownBy(() -> read("a,b\n1,2\n").numbers("c"))
        .isInstanceOf(DataException.class)
        .hasMessage("CSV: expected one of the columns [a, b], got 'c', in the test");
  }

  @Test
  void refusesAQuoteThatIsNeverClosed() {
    assertThatThrownBy(() -> read("a,b\n\"1,2\n"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("CSV: ")
        .hasMessageEndingWith("in the test");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a header row, found nothing");
  }
}
