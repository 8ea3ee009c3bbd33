package org.neuronbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Shape;

class DatasetTest {
  private static final double[][] FEATURES = {{1, 2}, {3, 4}, {5, 6}};
  private static final Dataset THREE = Dataset.of("three", FEATURES, new int[] {0, 2, 1}, 3);

  @Test
  void givesFeaturesAsATensorOfRowsByFeatures() {
    assertThat(THREE.x().shape()).isEqualTo(Shape.of(3, 2));
    assertThat(THREE.x().toMatrix()).isDeepEqualTo(FEATURES);
  }

  @Test
  void givesTheSameRowsForAMatrixAsForAnArray() {
    Dataset fromMatrix = Dataset.of("three", new DMatrixRMaj(FEATURES), new int[] {0, 2, 1}, 3);
    assertThat(fromMatrix.x().toMatrix()).isDeepEqualTo(FEATURES);
  }

  @Test
  void isNotChangedThroughTheArraysItWasMadeFrom() {
    double[][] features = {{1}, {2}};
    int[] labels = {0, 1};
    Dataset dataset = Dataset.of("two", features, labels, 2);
    features[0][0] = 99;
    labels[0] = 1;
    assertThat(dataset.row(0)).containsExactly(1);
    assertThat(dataset.label(0)).isZero();
  }

  @Test
  void isNotChangedThroughTheArraysItGives() {
    THREE.labels()[0] = 2;
    THREE.row(0)[0] = 99;
    assertThat(THREE.labels()).containsExactly(0, 2, 1);
    assertThat(THREE.row(0)).containsExactly(1, 2);
  }

  @Test
  void scalesBytesToTheUnitInterval() {
    var dataset =
        new Dataset(
            "bytes",
            Rows.ofBytes(new byte[] {0, (byte) 255, 51, (byte) 204}, 2, 255),
            new int[2],
            1);
    assertThat(dataset.x().toMatrix()).isDeepEqualTo(new double[][] {{0, 1}, {0.2, 0.8}});
  }

  @Test
  void headTakesTheFirstRows() {
    Dataset head = THREE.head(2);
    assertThat(head.x().toMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    assertThat(head.labels()).containsExactly(0, 2);
  }

  @Test
  void headOfMoreThanThereIsTakesAll() {
    assertThat(THREE.head(100).size()).isEqualTo(3);
  }

  @Test
  void selectTakesRowsInTheGivenOrder() {
    Dataset chosen = THREE.select(2, 0, 2);
    assertThat(chosen.x().toMatrix()).isDeepEqualTo(new double[][] {{5, 6}, {1, 2}, {5, 6}});
    assertThat(chosen.labels()).containsExactly(1, 0, 1);
  }

  @Test
  void aSelectionOfASelectionCountsWithinIt() {
    Dataset chosen = THREE.select(2, 1).select(1);
    assertThat(chosen.row(0)).containsExactly(3, 4);
    assertThat(chosen.label(0)).isEqualTo(2);
  }

  @Test
  void keepsItsDescriptionInASelection() {
    Dataset described =
        THREE.withClassNames("a", "b", "c").withFeatureShape(1, 2).withSource("a test").head(1);
    assertThat(described.classNames()).containsExactly("a", "b", "c");
    assertThat(described.featureShape()).isEqualTo(Shape.of(1, 2));
    assertThat(described.source()).isEqualTo("a test");
    assertThat(described.classes()).isEqualTo(3);
  }

  @Test
  void namesClassesByTheirNumbersWhenNotTold() {
    assertThat(THREE.classNames()).containsExactly("0", "1", "2");
  }

  @Test
  void countsTheRowsOfEveryClass() {
    assertThat(THREE.select(0, 1, 1).counts()).containsExactly(1, 0, 2);
  }

  @Test
  void describesItselfInOneLine() {
    assertThat(THREE).hasToString("three: 3 rows of shape (2), 3 classes");
  }

  @Test
  void rejectsTooFewLabels() {
    assertThatThrownBy(() -> Dataset.of("three", FEATURES, new int[] {0, 1}, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Dataset three: expected one label for each of 3 rows, got 2 labels");
  }

  @Test
  void rejectsLabelsOutOfRange() {
    assertThatThrownBy(() -> Dataset.of("three", FEATURES, new int[] {1, 2, 3}, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label 3 at index 2 is out of range: expected 0 to 2");
  }

  @Test
  void rejectsRowsOfDifferentLength() {
    assertThatThrownBy(() -> Dataset.of("ragged", new double[][] {{1, 2}, {3}}, new int[2], 1))
        .isInstanceOf(DataException.class)
        .hasMessage("Dataset ragged: expected rows of 2 features as in row 0, got 1 in row 1");
  }

  @Test
  void rejectsNoRows() {
    assertThatThrownBy(() -> Dataset.of("none", new double[0][], new int[0], 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected at least one row of at least one feature");
  }

  @Test
  void rejectsAnEmptySelection() {
    assertThatThrownBy(() -> THREE.head(0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Is a selection empty?");
  }

  @Test
  void rejectsARowThatDoesNotExist() {
    assertThatThrownBy(() -> THREE.select(0, 3))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "Dataset three: row 3 (at index 1 of the selection) does not exist: expected 0 to 2");
  }

  @Test
  void rejectsNoClasses() {
    assertThatThrownBy(() -> Dataset.of("three", FEATURES, new int[3], 0))
        .isInstanceOf(DataException.class)
        .hasMessage("Dataset three: expected at least 1 class, got 0");
  }

  @Test
  void rejectsAFeatureShapeThatARowDoesNotFill() {
    assertThatThrownBy(() -> THREE.withFeatureShape(28, 28))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a row of 2 features does not fill shape (28, 28), which has 784");
  }

  @Test
  void rejectsTooFewClassNames() {
    assertThatThrownBy(() -> THREE.withClassNames("a", "b"))
        .isInstanceOf(DataException.class)
        .hasMessage("Dataset three: expected 3 class names, got 2: [a, b]");
  }

  @Test
  void saysWhatToDoWhenAllOfXIsTooLargeForATensor() {
    Rows endless =
        new Rows() {
          @Override
          public int size() {
            return 70_000;
          }

          @Override
          public int width() {
            return 70_000;
          }

          @Override
          public void copy(int row, double[] target, int offset) {}
        };
    assertThatThrownBy(() -> new Dataset("endless", endless, new int[70_000], 1).x())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Take head(n), or go through Batches");
  }
}
