package org.neuronbook.bench;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.neuronbook.tensor.Tensor;

/**
 * A library that we measure ourselves against, in one precision.
 *
 * @param name that {@code --peers} knows it by, such as "djl"
 * @param library with its version
 * @param can whether it can compute a problem
 * @param build makes a contender from a problem and the weights to start from
 */
record Peer(
    String name,
    String library,
    Precision precision,
    Predicate<Problem> can,
    BiFunction<Problem, Map<String, Tensor>, Contender> build) {

  static final List<Peer> ALL =
      List.of(
          djl(Precision.FLOAT32),
          djl(Precision.FLOAT64),
          new Peer(
              "dl4j",
              "DL4J 1.0.0-M2.1",
              Precision.FLOAT32,
              problem ->
                  problem.goal() != Problem.Goal.NOTHING && problem.consistsOf(Dl4jNet.KNOWN),
              Dl4jNet::new),
          new Peer(
              "ejml",
              "plain EJML 0.46.1",
              Precision.FLOAT64,
              problem -> problem.consistsOf(EjmlNet.KNOWN),
              EjmlNet::new));

  private static Peer djl(Precision precision) {
    return new Peer(
        "djl",
        "DJL 0.35.1, PyTorch 2.7.1",
        precision,
        problem -> true,
        (problem, weights) -> new DjlNet(problem, precision, weights));
  }

  @Override
  public String toString() {
    return library + ", " + precision;
  }
}
