package org.neuronbook.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Recurrence;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * What {@link Rnn}, {@link Gru} and {@link Lstm} share: layers and directions, states, and
 * sequences of different lengths. The batch comes first: inputs are (batch, time, features), as
 * PyTorch has them with {@code batch_first=True}. Weights have PyTorch's names and shapes, {@code
 * weight_ih_l0} (gates · hidden, features), {@code weight_hh_l0} (gates · hidden, hidden), {@code
 * bias_ih_l0} and {@code bias_hh_l0} (gates · hidden), then {@code weight_ih_l0_reverse} and so on;
 * all start uniform in ±1/sqrt(hidden).
 */
public abstract class RecurrentLayer extends Layer {
  private static final String NO_BATCH = "Reshape it: a single sequence has a batch of 1";
  private static final String OTHER_FEATURES = "Does what comes before give as many features?";

  private final Recurrence.Cell cell;
  private final int inputs;
  private final int hidden;
  private final RecurrentOptions options;
  private final Dropout dropout;
  private final List<Recurrence.Weights> weights = new ArrayList<>();

  RecurrentLayer(Recurrence.Cell cell, int inputs, int hidden, RecurrentOptions options, Rng rng) {
    Refuse.when(inputs < 1 || hidden < 1, ShapeException::new)
        .saying(
            "%s: expected at least 1 input and 1 hidden feature, got %s -> %s. They are the last sizes of what goes in and comes out",
            getClass().getSimpleName(), inputs, hidden);
    this.cell = cell;
    this.inputs = inputs;
    this.hidden = hidden;
    this.options = options;
    for (int layer = 0; layer < options.layers(); layer++) {
      for (int direction = 0; direction < options.directions(); direction++) {
        int features = layer == 0 ? inputs : hidden * options.directions();
        String name = "_l" + layer + (direction == 0 ? "" : "_reverse");
        weights.add(
            new Recurrence.Weights(
                start("weight_ih" + name, rng, features),
                start("weight_hh" + name, rng, hidden),
                start("bias_ih" + name, rng),
                start("bias_hh" + name, rng)));
      }
    }
    this.dropout =
        options.dropout() > 0 ? add("dropout", new Dropout(options.dropout(), rng.split())) : null;
  }

  private Parameter start(String name, Rng rng, int... columns) {
    int rows = cell.gates() * hidden;
    int[] sizes = columns.length == 0 ? new int[] {rows} : new int[] {rows, columns[0]};
    return parameter(name, Init.fanInUniform(rng, hidden, sizes));
  }

  /**
   * The outputs alone, from states of 0.
   *
   * @param x (batch, time, inputs)
   * @return (batch, time, directions · hidden)
   */
  @Override
  public Tensor forward(Tensor x) {
    return run(x).outputs();
  }

  /** {@link #run(Tensor, int[], Recurrence.States)} over all steps, from states of 0. */
  public Recurrence.Result run(Tensor x) {
    return run(x, null, null);
  }

  /** {@link #run(Tensor, int[], Recurrence.States)} from states of 0. */
  public Recurrence.Result run(Tensor x, int... lengths) {
    return run(x, lengths, null);
  }

  /**
   * Outputs and last states, as PyTorch gives them for packed sequences: what stands behind the end
   * of a sequence changes nothing, whatever it is.
   *
   * @param x (batch, time, inputs)
   * @param lengths how many steps of each sequence count, 1 to time; null for all
   * @param first the states to start from; null for 0
   */
  public Recurrence.Result run(Tensor x, int[] lengths, Recurrence.States first) {
    require(x, lengths, first);
    int batch = x.shape().dim(0);
    int[] ends = new int[batch];
    Arrays.fill(ends, x.shape().dim(1));
    Tensor zero = Tensor.zeros(weights.size(), batch, hidden);
    Recurrence.States start = first == null ? new Recurrence.States(zero, zero) : first;
    List<Tensor> lastHidden = new ArrayList<>();
    List<Tensor> lastCell = new ArrayList<>();
    Tensor in = x;
    for (int layer = 0; layer < options.layers(); layer++) {
      in = layer > 0 && dropout != null ? dropout.forward(in) : in;
      Tensor[] outputs = new Tensor[options.directions()];
      for (int direction = 0; direction < outputs.length; direction++) {
        int k = lastHidden.size();
        var sequences =
            new Recurrence.Sequences(in, lengths == null ? ends : lengths, direction == 1);
        var states = new Recurrence.States(state(start.hidden(), k), state(start.cell(), k));
        var result = Recurrence.run(cell, weights.get(k), sequences, states);
        outputs[direction] = result.outputs();
        lastHidden.add(result.last().hidden());
        lastCell.add(result.last().cell());
      }
      in = outputs.length == 1 ? outputs[0] : Tensor.concat(2, outputs);
    }
    Tensor cells = hasCells() ? stack(lastCell) : null;
    return new Recurrence.Result(in, new Recurrence.States(stack(lastHidden), cells));
  }

  private boolean hasCells() {
    return cell == Recurrence.Cell.LSTM;
  }

  private static Tensor stack(List<Tensor> parts) {
    return Tensor.stack(0, parts.toArray(Tensor[]::new));
  }

  /** One of the states of all layers and directions: (batch, hidden). */
  private Tensor state(Tensor states, int k) {
    return states == null ? null : states.slice(0, k, k + 1).reshape(-1, hidden);
  }

  private void require(Tensor x, int[] lengths, Recurrence.States first) {
    Shape shape = x.shape();
    Refuse.when(shape.rank() != 3 || shape.dim(2) != inputs, ShapeException::new)
        .saying(
            "%s: expected an input of shape (batch, time, %s), got %s. %s",
            here, inputs, shape, shape.rank() == 2 ? NO_BATCH : OTHER_FEATURES);
    if (lengths != null) {
      Refuse.when(lengths.length != shape.dim(0), ShapeException::new)
          .saying(
              "%s: expected one length for each of %s sequences, got %s. Leave lengths out if all are equally long",
              here, shape.dim(0), lengths.length);
      for (int i = 0; i < lengths.length; i++) {
        Refuse.when(lengths[i] < 1 || lengths[i] > shape.dim(1), ShapeException::new)
            .saying(
                "%s: expected lengths from 1 to %s, got %s for sequence %s. Leave empty sequences out of the batch",
                here, shape.dim(1), lengths[i], i);
      }
    }
    if (first != null) {
      Shape states = Shape.of(weights.size(), shape.dim(0), hidden);
      Shape.requireEqual(where() + ", first hidden states", first.hidden().shape(), states);
      boolean without = first.cell() == null;
      Refuse.when(without == hasCells())
          .saying(
              "%s: expected first states %s a cell state, got them %s one. An Lstm has both, others have a hidden state only",
              here, without ? "with" : "without", without ? "without" : "with");
      if (!without) {
        Shape.requireEqual(where() + ", first cell states", first.cell().shape(), states);
      }
    }
  }

  @Override
  public String describe() {
    String layers = options.layers() == 1 ? "" : ", " + options.layers() + " layers";
    String both = options.bidirectional() ? ", both directions" : "";
    int outputs = hidden * options.directions();
    return getClass().getSimpleName() + " " + inputs + " -> " + outputs + layers + both;
  }
}
