package org.neuronbook.bench;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/** A net in Deeplearning4j on ND4J's native code, in float32, its default. */
final class Dl4jNet implements Contender {
  static final List<Class<? extends Part>> KNOWN =
      List.of(
          Part.Dense.class,
          Part.Conv.class,
          Part.Pool.class,
          Part.Relu.class,
          Part.Sigmoid.class,
          Part.Flatten.class);

  private final MultiLayerNetwork net;
  private final INDArray x;
  private final INDArray target;

  Dl4jNet(Problem problem, Map<String, Tensor> weights) {
    List<Part> parts = problem.parts();
    int[] input = problem.input().toArray();
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(
                problem.rule() == Problem.Rule.SGD
                    ? new Sgd(problem.rate())
                    : new Adam(problem.rate(), 0.9, 0.999, Problem.EPS))
            .list();
    int last = parts.size() - 1;
    // The activation of the last layer belongs to DL4J's output layer, which has the loss too.
    int output = parts.get(last) instanceof Part.Sigmoid ? last - 1 : last;
    int places = 0;
    int[] placeOf = new int[parts.size()];
    for (int i = 0; i <= output; i++) {
      if (!(parts.get(i) instanceof Part.Flatten)) {
        layers.layer(i == output ? outputLayer(problem, output) : layer(parts.get(i)));
        placeOf[i] = places++;
      }
    }
    MultiLayerConfiguration configuration =
        layers
            .setInputType(
                input.length == 4
                    ? InputType.convolutional(input[2], input[3], input[1])
                    : InputType.feedForward(input[1]))
            .build();
    this.net = new MultiLayerNetwork(configuration);
    net.init();
    for (int i = 0; i <= output; i++) {
      if (parts.get(i) instanceof Part.Dense || parts.get(i) instanceof Part.Conv) {
        net.setParam(placeOf[i] + "_W", array(weights.get(i + ".weight")));
        net.setParam(placeOf[i] + "_b", array(weights.get(i + ".bias").reshape(1, -1)));
      }
    }
    this.x = array(problem.x());
    this.target =
        problem.goal() == Problem.Goal.MSE
            ? array(problem.target(Shape.of(problem.batch(), 1)))
            : oneHot(problem.labels());
  }

  private static Layer layer(Part part) {
    if (part instanceof Part.Dense dense) {
      return new DenseLayer.Builder().nOut(dense.outputs()).activation(Activation.IDENTITY).build();
    } else if (part instanceof Part.Conv conv) {
      return new ConvolutionLayer.Builder(conv.size(), conv.size())
          .nOut(conv.outputs())
          .activation(Activation.IDENTITY)
          .build();
    } else if (part instanceof Part.Pool pool) {
      return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
          .kernelSize(pool.size(), pool.size())
          .stride(pool.size(), pool.size())
          .build();
    }
    return new ActivationLayer(part instanceof Part.Sigmoid ? Activation.SIGMOID : Activation.RELU);
  }

  private static Layer outputLayer(Problem problem, int at) {
    boolean mse = problem.goal() == Problem.Goal.MSE;
    return new OutputLayer.Builder(mse ? LossFunction.MSE : LossFunction.MCXENT)
        .nOut(((Part.Dense) problem.parts().get(at)).outputs())
        .activation(mse ? Activation.SIGMOID : Activation.SOFTMAX)
        .build();
  }

  private static INDArray array(Tensor value) {
    int[] sizes = value.shape().toArray();
    long[] shape = java.util.Arrays.stream(sizes).asLongStream().toArray();
    return Nd4j.createFromArray(value.toArray()).castTo(DataType.FLOAT).reshape('c', shape);
  }

  private static INDArray oneHot(int[] labels) {
    INDArray rows = Nd4j.zeros(DataType.FLOAT, labels.length, 10);
    for (int i = 0; i < labels.length; i++) {
      rows.putScalar(i, labels[i], 1);
    }
    return rows;
  }

  @Override
  public double step() {
    net.fit(x, target);
    return net.score();
  }

  @Override
  public void close() {
    net.close();
  }
}
