package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.nn.Conv2d;
import org.neuronbook.nn.Dropout;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

class NetworkPicturesTest {

  @TestFactory
  List<DynamicTest> everyPictureComesAsHtmlPngAndText() {
    return NetworkGallery.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> PicturesTest.check((Picture) entry.getValue())))
        .toList();
  }

  // ---- computation graph

  @Test
  void tellsTheValueAndTheGradientOfEveryNode() {
    assertThat(NetworkGallery.neuron(true).alt())
        .startsWith("Computation graph: One neuron. From 5 leaves through 5 ops.")
        .contains("Parameter x₁: 2, grad -1.5.", "Parameter w₁: -3, grad 1.")
        .contains("n = add of add and b: 0.8814, grad 0.5.")
        .endsWith("output = tanh of n: 0.7071, grad 1.");
  }

  @Test
  void showsGradientsOnlyAfterBackward() {
    Parameter w = new Parameter("w", Tensor.scalar(3));
    Tensor loss = w.pow(2);
    ComputationGraph graph = new ComputationGraph("", loss);
    assertThat(graph.alt()).doesNotContain("grad");
    int before = graph.height();
    loss.backward();
    assertThat(graph.alt()).contains("Parameter w: 3, grad 6");
    assertThat(graph.height()).isGreaterThan(before);
  }

  @Test
  void keepsTheValuesOfTheTimeItWasMade() {
    Parameter w = new Parameter("w", Tensor.scalar(3));
    ComputationGraph graph = new ComputationGraph("", w.pow(2));
    w.assign(Tensor.scalar(100));
    assertThat(graph.alt()).contains("Parameter w: 3");
  }

  @Test
  void showsConstantsToo() {
    Parameter w = new Parameter("w", Tensor.scalar(3));
    Tensor x = Tensor.of(1, 2);
    assertThat(new ComputationGraph("", x.mul(w).sum()).name(x, "x").alt())
        .contains("mul of x and w")
        .contains("x: [1, 2]");
  }

  @Test
  void aBigTensorIsItsShapeAndTheLengthOfItsGradient() {
    Parameter w = new Parameter("w", Tensor.full(1, 3, 4));
    Tensor sum = w.mul(0.5).sum();
    ComputationGraph graph = new ComputationGraph("", sum);
    sum.backward();
    assertThat(graph.alt()).contains("Parameter w: shape (3, 4), length of grad 1.732");
  }

  @Test
  void aGraphThatBackwardLetGoOfIsRefusedWithTheWayOut() {
    Tensor loss = new Parameter("w", Tensor.scalar(3)).pow(2);
    loss.backward();
    assertThatThrownBy(() -> new ComputationGraph("", loss))
        .hasMessageContaining("backward() has let go of what led to this 'pow'")
        .hasMessageContaining("make the picture, then call backward()");
  }

  @Test
  void moreNodesThanFitAreRefusedWithTheirNumber() {
    Tensor x = new Parameter("w", Tensor.scalar(3));
    for (int i = 0; i < 40; i++) {
      x = x.tanh();
    }
    Tensor result = x;
    assertThatThrownBy(() -> new ComputationGraph("", result))
        .hasMessageContaining("at most 40 nodes, got 41 behind this 'tanh'");
  }

  @Test
  void namesOfParametersComeFromTheModel() {
    Sequential model = new Sequential(new Linear(2, 1, Rng.of(1)));
    Tensor y = model.forward(Tensor.ones(1, 2)).sum();
    assertThat(new ComputationGraph("", y).names(model).alt()).contains("Parameter 0.weight");
  }

  @Test
  void aNameForATensorThatIsNotThereIsRefused() {
    Tensor y = new Parameter("w", Tensor.scalar(3)).pow(2);
    assertThatThrownBy(() -> new ComputationGraph("", y).name(Tensor.scalar(1), "x"))
        .hasMessageContaining("name \"x\": expected a tensor of this graph");
  }

  // ---- network diagram

  @Test
  void tellsTheLayersTheWeightsAndTheAnswer() {
    assertThat(NetworkGallery.xorNetwork().alt())
        .contains("input of 2, hidden of 2 (sigmoid), output of 1 (sigmoid); 6 weights in all.")
        .contains("Weights into output: from -7.6 to 7.1, 1 of 2 negative.")
        .endsWith("The input (1, 0) gives (0.9252).");
  }

  @Test
  void drawsSizesWithoutAModel() {
    NetworkDiagram diagram = new NetworkDiagram("", 784, 128, 10);
    assertThat(diagram.alt()).contains("101,632 weights in all");
    assertThatThrownBy(() -> diagram.input(1)).hasMessageContaining("Give the diagram a model");
  }

  @Test
  void dropoutIsOffWhileTheNetworkIsDrawnAndOnAfterwards() {
    Sequential model = new Sequential(new Dropout(0.5, Rng.of(1)), new Linear(2, 1, Rng.of(1)));
    model.train();
    String first = new NetworkDiagram("", model).input(1, 1).alt();
    assertThat(new NetworkDiagram("", model).input(1, 1).alt()).isEqualTo(first);
    assertThat(model.isTraining()).isTrue();
  }

  @Test
  void refusesAnInputOfAnotherSize() {
    assertThatThrownBy(() -> NetworkGallery.xorNetwork().input(1, 2, 3))
        .hasMessage("input: expected 2 numbers, one a neuron of the first layer, got 3");
  }

  @Test
  void refusesLayersThatAreNotFullyConnected() {
    Sequential model = new Sequential(new Conv2d(1, 2, 3, Rng.of(1)));
    assertThatThrownBy(() -> new NetworkDiagram("", model))
        .hasMessageContaining("expected Linear layers and activations only, got Conv2d")
        .hasMessageContaining("model.summary()");
  }

  // ---- attention map

  @Test
  void tellsWhereTheWeightGoes() {
    Tensor weights = Tensor.of(new double[][] {{1, 0}, {0.75, 0.25}});
    assertThat(new AttentionMap("", weights, List.of("a", "b")).alt())
        .contains("the token itself gets 62.5%, the one before 75.0%, the one after 0.0%")
        .contains("most looked at is a with 87.5%")
        .contains("a at a 1.00, b at a 0.75")
        .endsWith("1 of 4 weights are 0, hatched.");
  }

  @Test
  void refusesTokensThatDoNotFitTheWeights() {
    assertThatThrownBy(() -> new AttentionMap("", Tensor.ones(2, 3, 3), List.of("a")))
        .hasMessageContaining("a token for each of 3 queries and 3 keys, got 1 and 1");
    assertThatThrownBy(() -> new AttentionMap("", Tensor.ones(2, 1, 1, 1), List.of("a")))
        .hasMessageContaining("got (2, 1, 1, 1). Take one text of a batch");
  }

  // ---- embeddings

  @Test
  void theAxesTellTheShareOfTheVariance() {
    double[][] line = {{0, 0, 0}, {1, 2, 2}, {2, 4, 4}, {3, 6, 6}};
    EmbeddingScatter chart = new EmbeddingScatter("", line, List.of("a", "b", "c", "d"));
    assertThat(chart.alt())
        .contains("1st principal component, 100.0% of the variance")
        .contains("2nd principal component, 0.0% of the variance")
        .contains("a at (-4.50, 0.00), b at (-1.50, 0.00), c at (1.50, 0.00), d at (4.50, 0.00)");
  }

  @Test
  void neighboursAreThoseOfAllDimensions() {
    assertThat(NetworkGallery.embedding().alt())
        .contains("Nearest to king: queen 0.66, throne 0.62.")
        .doesNotContain("Nearest to dog");
  }

  @Test
  void refusesAWordThatIsNotThere() {
    assertThatThrownBy(() -> NetworkGallery.embedding().highlight("emperor"))
        .hasMessageContaining("expected one of the 20 words, such as \"king\", got \"emperor\"");
  }

  @Test
  void refusesVectorsThatAreNotFinite() {
    double[][] vectors = {{1, 2}, {Double.NaN, 1}};
    assertThatThrownBy(() -> new EmbeddingScatter("", vectors, List.of("a", "b")))
        .hasMessageContaining("got NaN or ∞ for \"b\"");
  }

  @Test
  void noNameCoversAnotherOneOrAPoint() {
    Rng rng = Rng.of(3);
    List<Point2D> points = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      points.add(new Point2D.Double(400 * rng.nextDouble(), 300 * rng.nextDouble()));
    }
    LabelPlacement placement = new LabelPlacement(new Rectangle2D.Double(0, 0, 400, 300), points);
    List<Rectangle2D> boxes = new ArrayList<>();
    for (Point2D point : points) {
      LabelPlacement.Place place = placement.place(point, 45, 14);
      if (place != null) {
        assertThat(boxes).noneMatch(place.box()::intersects);
        assertThat(points).noneMatch(place.box()::contains);
        boxes.add(place.box());
      }
    }
    assertThat(boxes).hasSizeGreaterThan(30);
  }
}
