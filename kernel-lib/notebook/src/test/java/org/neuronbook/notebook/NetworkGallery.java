package org.neuronbook.notebook;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Losses;
import org.neuronbook.nn.Sequential;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/** Pictures of networks and of what goes on in them, of typical numbers. */
final class NetworkGallery {

  private NetworkGallery() {}

  public static void main(String[] arguments) throws IOException {
    Gallery.write(arguments.length > 0 ? arguments[0] : "target/pictures-networks", all());
  }

  static Map<String, Displayable> all() {
    Map<String, Displayable> all = new LinkedHashMap<>();
    all.put("graph-neuron", neuron(true));
    all.put("graph-before-backward", neuron(false));
    all.put("graph-xor", xorGraph());
    all.put("graph-reused", reused());
    all.put("network-xor", xorNetwork());
    all.put("network-sizes", new NetworkDiagram("A classifier of digits", 784, 128, 64, 10));
    all.put("network-wide", wide());
    all.put("attention", attention(1, "the", "cat", "sat", "on", "the", "mat"));
    all.put("attention-heads", attention(4, "the", "cat", "sat", "on", "the", "mat"));
    String[] many = IntStream.range(0, 40).mapToObj(i -> "token" + i).toArray(String[]::new);
    all.put("attention-long", attention(2, many));
    all.put("embedding", embedding());
    all.put("embedding-many", manyWords());
    return all;
  }

  /** Two inputs, two weights and a bias, as on the first page of every course. */
  static ComputationGraph neuron(boolean backward) {
    Parameter x1 = new Parameter("x₁", Tensor.scalar(2));
    Parameter x2 = new Parameter("x₂", Tensor.scalar(0));
    Parameter w1 = new Parameter("w₁", Tensor.scalar(-3));
    Parameter w2 = new Parameter("w₂", Tensor.scalar(1));
    Parameter b = new Parameter("b", Tensor.scalar(6.8813735870195432));
    Tensor n = x1.mul(w1).add(x2.mul(w2)).add(b);
    Tensor out = n.tanh();
    ComputationGraph graph =
        new ComputationGraph("One neuron", out).name(n, "n").name(out, "output");
    if (backward) {
      out.backward();
    }
    return graph;
  }

  /** One value with three uses, one of them over a long way. */
  private static ComputationGraph reused() {
    Parameter a = new Parameter("a", Tensor.scalar(3));
    Parameter b = new Parameter("b", Tensor.scalar(-2));
    Tensor product = a.mul(b);
    Tensor sum = a.add(product).mul(b).sigmoid().add(a.mul(0.5));
    ComputationGraph graph = new ComputationGraph("A value that is used again", sum).name(sum, "L");
    sum.backward();
    return graph.caption("The gradients of all uses of a value are added up.");
  }

  static NetworkDiagram xorNetwork() {
    Rng rng = Rng.of(1);
    Linear hidden = new Linear(2, 2, rng);
    Linear output = new Linear(2, 1, rng);
    hidden.weight.assign(Tensor.of(new double[][] {{5.2, 3.4}, {5.1, 3.5}}));
    hidden.bias.assign(Tensor.of(-2.1, -5.2));
    output.weight.assign(Tensor.of(new double[][] {{7.1}, {-7.6}}));
    output.bias.assign(Tensor.of(-3.2));
    Sequential model = new Sequential(hidden, Tensor::sigmoid, output, Tensor::sigmoid);
    return new NetworkDiagram("XOR, learned by 2-2-1", model)
        .input(1, 0)
        .inputs("x₁", "x₂")
        .outputs("ŷ = 1");
  }

  private static NetworkDiagram wide() {
    Rng rng = Rng.of(4);
    Sequential model =
        new Sequential(new Linear(64, 16, rng), Tensor::relu, new Linear(16, 10, rng));
    return new NetworkDiagram("Digits, 64-16-10, before training", model)
        .input(Gallery.curve(64, i -> (i * 7 % 17) / 16.0))
        .outputs("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  /** Causal; each head with another habit. */
  static AttentionMap attention(int heads, String... tokens) {
    Rng rng = Rng.of(7);
    int n = tokens.length;
    double[] scores = new double[heads * n * n];
    for (int i = 0; i < scores.length; i++) {
      int head = i / (n * n);
      int back = i / n % n - i % n;
      scores[i] = rng.nextGaussian() + (back == head ? 2 : 0) + (head == 3 && i % n == 0 ? 3 : 0);
    }
    Tensor weights =
        Tensor.wrap(Shape.of(1, heads, n, n), scores)
            .maskedFill(Mask.future(n), Double.NEGATIVE_INFINITY)
            .softmax(3);
    return new AttentionMap("Who looks at whom", weights, List.of(tokens));
  }

  /** Four kinds of words, each around a centre of its own in fifty dimensions. */
  static EmbeddingScatter embedding() {
    List<String> words =
        List.of(
            "king queen prince princess throne cat dog horse cow mouse one two three four five Paris Rome Berlin Madrid Oslo"
                .split(" "));
    int[] groups = IntStream.range(0, 20).map(i -> i / 5).toArray();
    return new EmbeddingScatter("Word vectors", vectors(groups, 0.7), words)
        .groups(groups, "court", "animals", "numbers", "cities")
        .highlight("king", "Rome")
        .neighbours(2);
  }

  private static EmbeddingScatter manyWords() {
    List<String> words = IntStream.range(0, 150).mapToObj(i -> "word" + i).toList();
    int[] groups = IntStream.range(0, 150).map(i -> i % 3).toArray();
    return new EmbeddingScatter("150 words", vectors(groups, 1.2), words);
  }

  private static double[][] vectors(int[] groups, double spread) {
    Rng rng = Rng.of(11);
    double[][] centres = Tensor.randn(rng, 4, 50).toMatrix();
    double[][] vectors = new double[groups.length][50];
    for (int i = 0; i < groups.length; i++) {
      for (int j = 0; j < 50; j++) {
        vectors[i][j] = centres[groups[i]][j] + spread * rng.nextGaussian();
      }
    }
    return vectors;
  }

  private static ComputationGraph xorGraph() {
    Rng rng = Rng.of(1);
    Sequential model = new Sequential(new Linear(2, 4, rng), Tensor::relu, new Linear(4, 1, rng));
    Tensor x = Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    Tensor y = Tensor.of(new double[][] {{0}, {1}, {1}, {0}});
    Tensor loss = Losses.mse(model.forward(x), y);
    ComputationGraph graph =
        new ComputationGraph("XOR with four hidden units", loss)
            .names(model)
            .name(x, "x")
            .name(y, "y")
            .name(loss, "loss");
    loss.backward();
    return graph;
  }
}
