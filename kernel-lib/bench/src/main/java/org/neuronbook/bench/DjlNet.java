package org.neuronbook.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.neuronbook.tensor.Tensor;

/** A net in DJL on PyTorch's native code, trained by DJL's Trainer as its manual shows it. */
final class DjlNet implements Contender {
  private final DataType type;
  private final boolean trains;
  private final Model model;
  private final Optimizer optimizer;
  private final Trainer trainer;
  private final List<Parameter> parameters;
  private final NDManager home;
  private final NDArray x;
  private final NDArray wanted;

  DjlNet(Problem problem, Precision precision, Map<String, Tensor> weights) {
    this.type = precision == Precision.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
    this.trains = problem.goal() != Problem.Goal.NOTHING;
    this.model = Model.newInstance("bench", Device.cpu(), "PyTorch");
    this.home = model.getNDManager().newSubManager();
    SequentialBlock net = new SequentialBlock();
    DjlBlocks blocks = new DjlBlocks(this::array, weights);
    for (int i = 0; i < problem.parts().size(); i++) {
      net.add(blocks.block(problem.parts().get(i), i + "."));
    }
    model.setBlock(net);
    model.setDataType(type);
    Loss loss =
        problem.goal() == Problem.Goal.MSE ? new L2Loss("mse", 1) : Loss.softmaxCrossEntropyLoss();
    Tracker rate = Tracker.fixed((float) problem.rate());
    this.optimizer =
        problem.rule() == Problem.Rule.SGD
            ? Optimizer.sgd().setLearningRateTracker(rate).build()
            : Optimizer.adam().optLearningRateTracker(rate).optEpsilon((float) Problem.EPS).build();
    this.trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optOptimizer(optimizer)
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(new Shape(longs(problem.input().toArray())));
    this.parameters = net.getParameters().values();
    blocks.copyWeights();
    this.x = array(problem.x());
    if (problem.goal() == Problem.Goal.MSE) {
      try (NDManager first = home.newSubManager()) {
        x.attach(first);
        long[] sizes = trainer.evaluate(new NDList(x)).head().getShape().getShape();
        x.attach(home);
        int[] shape = LongStream.of(sizes).mapToInt(size -> (int) size).toArray();
        this.wanted = array(problem.target(org.neuronbook.tensor.Shape.of(shape)));
      }
    } else {
      this.wanted = home.create(longs(problem.labels()));
    }
  }

  private NDArray array(Tensor value) {
    NDArray doubles = home.create(value.toArray(), new Shape(longs(value.shape().toArray())));
    return doubles.toType(type, false);
  }

  private static long[] longs(int[] values) {
    return java.util.Arrays.stream(values).asLongStream().toArray();
  }

  @Override
  public double step() {
    // What a step makes belongs to the manager of its batch and goes with it.
    try (NDManager batch = home.newSubManager()) {
      x.attach(batch);
      double result = trains ? train() : first(trainer.evaluate(new NDList(x)).head());
      x.attach(home);
      return result;
    }
  }

  private double train() {
    double result;
    try (GradientCollector collector = trainer.newGradientCollector()) {
      NDList output = trainer.forward(new NDList(x));
      NDArray loss = trainer.getLoss().evaluate(new NDList(wanted), output);
      collector.backward(loss);
      result = first(loss);
    }
    if (type == DataType.FLOAT32) {
      trainer.step();
    } else {
      // Trainer.step looks at the first gradients as floats and refuses others; this is the rest of
      // it.
      for (Parameter parameter : parameters) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          optimizer.update(parameter.getId(), parameter.getArray(), gradient);
        }
      }
    }
    return result;
  }

  private double first(NDArray array) {
    NDArray one = array.flatten().get(0);
    return type == DataType.FLOAT64 ? one.getDouble() : one.getFloat();
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
