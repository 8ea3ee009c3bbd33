package org.neuronbook.tensor;

import static org.neuronbook.compute.MatrixProduct.multiply;
import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.neuronbook.compute.Operand;
import org.neuronbook.compute.Parts;

/**
 * One direction of one recurrent layer over whole sequences, as a single op: one input product for
 * all steps, one recurrent product a step, and the way back through time written by hand. The
 * layers Rnn, Gru and Lstm of the package nn are made of it, check what goes in, and say what the
 * cells compute.
 *
 * <p>Sequences do not see each other, so threads share them, in blocks whose size depends on
 * nothing else: results have the same bits for any number of threads.
 */
public final class Recurrence {
  /** Sequences that go through time together. */
  private static final int BLOCK = 32;

  /** Rows of a weight whose gradient is one task. */
  private static final int ROWS = 64;

  /**
   * What is computed at a step. A record of it holds, each as wide as the hidden state: what the
   * products gave, which becomes the gates; more that the way back needs; the state before.
   */
  public enum Cell {
    TANH(1, 1, 2),
    RELU(1, 1, 2),
    /** r, z, n of the inputs, then r, z, n of the state: r multiplies the last one. */
    GRU(3, 6, 7),
    /** i, f, g, o, and then the cell state before and tanh of the new one. */
    LSTM(4, 4, 7);

    private final int gates;
    private final int products;
    private final int records;

    Cell(int gates, int products, int records) {
      this.gates = gates;
      this.products = products;
      this.records = records;
    }

    /** How many rows of the weights belong to each hidden feature. */
    public int gates() {
      return gates;
    }
  }

  /**
   * @param inputs (gates · hidden, features)
   * @param hidden (gates · hidden, hidden)
   * @param inputBias (gates · hidden)
   * @param hiddenBias (gates · hidden)
   */
  public record Weights(Tensor inputs, Tensor hidden, Tensor inputBias, Tensor hiddenBias) {}

  /**
   * @param x (batch, time, features)
   * @param lengths how many steps of each sequence count, 1 to time
   * @param reverse from each sequence's own last step to its first
   */
  public record Sequences(Tensor x, int[] lengths, boolean reverse) {}

  /**
   * What is remembered from step to step.
   *
   * @param hidden (batch, hidden); of a layer (layers · directions, batch, hidden): layer 0
   *     forward, layer 0 reverse, layer 1 forward, ...
   * @param cell the same of the cell state of an LSTM; null for others
   */
  public record States(Tensor hidden, Tensor cell) {
    /** The same values, cut off from the graph: to go on with the next piece of a sequence. */
    public States detach() {
      return new States(hidden.detach(), cell == null ? null : cell.detach());
    }
  }

  /**
   * @param outputs (batch, time, hidden), of a layer (batch, time, directions · hidden), 0 behind
   *     the end of each sequence
   * @param last the states after each sequence's own last step; in reverse after its first
   */
  public record Result(Tensor outputs, States last) {}

  /** Runs from the first states over all steps. */
  public static Result run(Cell cell, Weights weights, Sequences in, States first) {
    return new Recurrence(cell, weights, in, first).forward();
  }

  private final Cell cell;
  private final Weights weights;
  private final Sequences in;
  private final States first;
  private final int batch;
  private final int steps;
  private final int features;
  private final int size;
  private final int gates;

  /** Where in a record the products with the state stand; 0 if added to those with the inputs. */
  private final int apart;

  /** Numbers in a record. */
  private final int width;

  /** A record for each step of each sequence; on the way back its gates become their gradients. */
  private final double[] tape;

  // The states of all sequences: the first ones, in the end the last ones.
  private final double[] hidden;
  private final double[] cells;
  private final double[] out;

  // What the way back takes and gives: gradients of the last states become those of the first.
  private Tensor outputGradient;
  private double[] hiddenGradient;
  private double[] cellGradient;
  private double[][] biasGradients;

  private Recurrence(Cell cell, Weights weights, Sequences in, States first) {
    this.cell = cell;
    this.weights = weights;
    this.in = in;
    this.first = first;
    Shape shape = in.x.shape();
    batch = shape.dim(0);
    steps = shape.dim(1);
    features = shape.dim(2);
    size = first.hidden.shape().dim(1);
    gates = cell.gates * size;
    apart = cell.products * size - gates;
    width = cell.records * size;
    tape = new double[Math.multiplyExact(batch * steps, width)];
    hidden = first.hidden.toArray();
    cells = cell == Cell.LSTM ? first.cell.toArray() : null;
    out = new double[batch * steps * size];
  }

  private Result forward() {
    // Turned once here, not once a step within the products.
    Operand inputs = Operand.of(weights.inputs.detach().transpose().data(), 0, features, gates);
    Operand recurrent = Operand.of(weights.hidden.detach().transpose().data(), 0, size, gates);
    inBlocks((from, to) -> forward(from, to, inputs, recurrent));
    Tensor firstCell = cells != null ? first.cell : Tensor.scalar(0);
    Tensor outputs =
        result(
            cell.name().toLowerCase(Locale.ROOT),
            Shape.of(batch, steps, size),
            out,
            edge(in.x, g -> back(g).inputGradient()),
            edge(weights.inputs, g -> back(g).weightGradient(0, input(0, batch * steps))),
            edge(
                weights.hidden,
                g -> back(g).weightGradient(apart, records(width - size, batch * steps, size))),
            edge(weights.inputBias, g -> back(g).biasGradient(0)),
            edge(weights.hiddenBias, g -> back(g).biasGradient(apart)),
            edge(first.hidden, g -> Tensor.spare(Shape.of(batch, size), back(g).hiddenGradient)),
            edge(firstCell, g -> Tensor.spare(Shape.of(batch, size), back(g).cellGradient)));
    Tensor last = last(outputs, hidden, g -> hiddenGradient = g);
    Tensor lastCell = cells != null ? last(outputs, cells, g -> cellGradient = g) : null;
    return new Result(outputs, new States(last, lastCell));
  }

  /**
   * A further result of the op. It is younger than the outputs, so its gradient comes before theirs
   * and waits for them.
   */
  private Tensor last(Tensor outputs, double[] values, Consumer<double[]> keep) {
    return result(
        "last",
        Shape.of(batch, size),
        values,
        edge(
            outputs,
            g -> {
              keep.accept(g.toArray());
              return Tensor.zeros(batch, steps, size);
            }));
  }

  // ---- forward

  /**
   * All steps of the sequences from one to, not including, another.
   *
   * @param inputs transposed weights
   * @param recurrent transposed weights
   */
  private void forward(int from, int to, Operand inputs, Operand recurrent) {
    Sigmoids sigmoids = new Sigmoids(2 * size);
    double[] inputBias = weights.inputBias.data();
    double[] hiddenBias = weights.hiddenBias.data();
    Operand before = Operand.of(hidden, from * size, to - from, size);
    int start = from * steps;
    int rows = (to - from) * steps;
    multiply(input(start, rows), inputs, false, records(start * width, rows, gates));
    for (int step = 0; step < steps; step++) {
      int t = in.reverse ? steps - 1 - step : step;
      multiply(before, recurrent, apart == 0, step(start + t, apart, to - from));
      for (int b = from; b < to; b++) {
        int row = (b * steps + t) * width;
        System.arraycopy(hidden, b * size, tape, row + width - size, size);
        if (t < in.lengths[b]) {
          for (int j = 0; j < gates; j++) {
            tape[row + j] += inputBias[j];
            tape[row + apart + j] += hiddenBias[j];
          }
          forward(sigmoids, row, b * size);
          System.arraycopy(hidden, b * size, out, (b * steps + t) * size, size);
        }
      }
    }
  }

  /** One step of one sequence, from the products in its record. */
  private void forward(Sigmoids sigmoids, int row, int at) {
    int n = size;
    if (cell == Cell.LSTM) {
      sigmoids.sigmoid(tape, row, 2 * n);
      sigmoids.tanh(tape, row + 2 * n, n);
      sigmoids.sigmoid(tape, row + 3 * n, n);
      System.arraycopy(cells, at, tape, row + 4 * n, n);
      for (int j = row; j < row + n; j++) {
        tape[j + 5 * n] = tape[j + n] * tape[j + 4 * n] + tape[j] * tape[j + 2 * n]; // f c + i g
      }
      System.arraycopy(tape, row + 5 * n, cells, at, n);
      sigmoids.tanh(tape, row + 5 * n, n);
      for (int j = 0; j < n; j++) {
        hidden[at + j] = tape[row + 3 * n + j] * tape[row + 5 * n + j]; // o tanh(c)
      }
    } else if (cell == Cell.GRU) {
      for (int j = row; j < row + 2 * n; j++) {
        tape[j] += tape[j + 3 * n];
      }
      sigmoids.sigmoid(tape, row, 2 * n);
      for (int j = row; j < row + n; j++) {
        tape[j + 2 * n] += tape[j] * tape[j + 5 * n]; // a + r b
      }
      sigmoids.tanh(tape, row + 2 * n, n);
      for (int j = 0; j < n; j++) {
        double z = tape[row + n + j];
        hidden[at + j] = (1 - z) * tape[row + 2 * n + j] + z * hidden[at + j];
      }
    } else {
      if (cell == Cell.TANH) {
        sigmoids.tanh(tape, row, n);
      }
      for (int j = 0; j < n; j++) {
        tape[row + j] = cell == Cell.TANH ? tape[row + j] : Math.max(0, tape[row + j]);
        hidden[at + j] = tape[row + j];
      }
    }
  }

  // ---- backward

  /** Goes back through time, once for each gradient of the outputs. */
  private Recurrence back(Tensor gradient) {
    if (outputGradient != gradient) {
      outputGradient = gradient;
      hiddenGradient = hiddenGradient == null ? new double[batch * size] : hiddenGradient;
      cellGradient = cellGradient == null ? new double[batch * size] : cellGradient;
      biasGradients = new double[(batch + BLOCK - 1) / BLOCK][apart + gates];
      inBlocks((from, to) -> backward(from, to, gradient.data(), biasGradients[from / BLOCK]));
    }
    return this;
  }

  private void backward(int from, int to, double[] g, double[] biasSums) {
    double[] dh = hiddenGradient;
    Operand recurrent = Operand.of(weights.hidden.data(), 0, gates, size);
    Operand before = Operand.of(dh, from * size, to - from, size);
    for (int step = steps - 1; step >= 0; step--) {
      int t = in.reverse ? steps - 1 - step : step;
      for (int b = from; b < to; b++) {
        int row = (b * steps + t) * width;
        if (t < in.lengths[b]) {
          for (int j = 0; j < size; j++) {
            dh[b * size + j] += g[(b * steps + t) * size + j];
          }
          backward(row, b * size);
          for (int j = 0; j < biasSums.length; j++) {
            biasSums[j] += tape[row + j];
          }
        } else {
          Arrays.fill(tape, row, row + biasSums.length, 0);
        }
      }
      multiply(step(from * steps + t, apart, to - from), recurrent, true, before);
    }
  }

  /**
   * One step of one sequence: gates become the gradients of their products, and gradients of the
   * state those of the state before, but for what comes through the products.
   */
  private void backward(int row, int at) {
    int n = size;
    double[] dh = hiddenGradient;
    if (cell == Cell.LSTM) {
      double[] dc = cellGradient;
      for (int k = row, j = at; j < at + n; k++, j++) {
        double i = tape[k];
        double f = tape[k + n];
        double c = tape[k + 2 * n];
        double o = tape[k + 3 * n];
        double bent = tape[k + 5 * n];
        double d = dc[j] + dh[j] * o * (1 - bent * bent);
        tape[k] = d * c * i * (1 - i);
        tape[k + n] = d * tape[k + 4 * n] * f * (1 - f);
        tape[k + 2 * n] = d * i * (1 - c * c);
        tape[k + 3 * n] = dh[j] * bent * o * (1 - o);
        dc[j] = d * f;
        dh[j] = 0;
      }
    } else if (cell == Cell.GRU) {
      for (int k = row, j = at; j < at + n; k++, j++) {
        double r = tape[k];
        double z = tape[k + n];
        double fresh = tape[k + 2 * n];
        double d = dh[j] * (1 - z) * (1 - fresh * fresh);
        tape[k] = d * tape[k + 5 * n] * r * (1 - r);
        tape[k + n] = dh[j] * (tape[k + 6 * n] - fresh) * z * (1 - z);
        tape[k + 2 * n] = d;
        tape[k + 5 * n] = d * r;
        dh[j] *= z;
      }
      System.arraycopy(tape, row, tape, row + 3 * n, 2 * n);
    } else {
      for (int k = row, j = at; j < at + n; k++, j++) {
        double slope = cell == Cell.TANH ? 1 - tape[k] * tape[k] : tape[k] > 0 ? 1 : 0;
        tape[k] = dh[j] * slope;
        dh[j] = 0;
      }
    }
  }

  private Tensor inputGradient() {
    double[] dx = new double[in.x.shape().size()];
    Operand inputs = Operand.of(weights.inputs.data(), 0, gates, features);
    inBlocks(
        (from, to) -> {
          int rows = (to - from) * steps;
          Operand out = Operand.of(dx, from * steps * features, rows, features);
          multiply(records(from * steps * width, rows, gates), inputs, false, out);
        });
    return Tensor.spare(in.x.shape(), dx);
  }

  /** dW = Σ gᵀ · what it multiplied, over all steps of all sequences. */
  private Tensor weightGradient(int offset, Operand multiplied) {
    int columns = multiplied.columns();
    double[] dw = new double[gates * columns];
    inParallel(
        (gates + ROWS - 1) / ROWS,
        task -> {
          int row = task * ROWS;
          int rows = Math.min(ROWS, gates - row);
          Operand gradient = records(offset + row, batch * steps, rows).transpose();
          multiply(gradient, multiplied, false, Operand.of(dw, row * columns, rows, columns));
        });
    return Tensor.spare(Shape.of(gates, columns), dw);
  }

  private Tensor biasGradient(int offset) {
    double[] sums = new double[gates];
    for (double[] block : biasGradients) {
      for (int i = 0; i < gates; i++) {
        sums[i] += block[offset + i];
      }
    }
    return Tensor.spare(Shape.of(gates), sums);
  }

  // ---- helpers

  private interface Block {
    void visit(int from, int to);
  }

  private void inBlocks(Block work) {
    inParallel(
        (batch + BLOCK - 1) / BLOCK,
        block -> work.visit(block * BLOCK, Math.min(batch, (block + 1) * BLOCK)));
  }

  private void inParallel(int tasks, IntConsumer work) {
    Parts.tasks(tasks, (long) batch * steps * gates * (features + size), work);
  }

  /** Inputs of so many steps, from one of the steps of all sequences on. */
  private Operand input(int step, int rows) {
    return Operand.of(in.x.data(), step * features, rows, features);
  }

  /** A part of records that lie one behind the other. */
  private Operand records(int at, int rows, int columns) {
    return new Operand(tape, at, rows, columns, width, false);
  }

  /** The products in the records of one step, sequence after sequence. */
  private Operand step(int first, int offset, int sequences) {
    return new Operand(tape, first * width + offset, sequences, gates, steps * width, false);
  }
}
