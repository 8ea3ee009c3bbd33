package org.neuronbook.exercises;

/** Exercise 10.1: the training loop. */
public interface Ex10_1Fit {
  /** A model together with its loss, its optimiser and its data: what the loop conducts. */
  interface Model {
    /** Switches to training mode (dropout on, and the like). */
    void train();

    /** Switches to evaluation mode. */
    void eval();

    /** Sets all gradients to 0. Before that they hold whatever an earlier step left there. */
    void zeroGrad();

    /** Computes the outputs for these rows of the training set. */
    void forward(int[] rows);

    /** The mean loss of the rows that {@link #forward} saw last. */
    double loss();

    /** Adds the gradients of the last {@link #loss} to what the gradients hold. */
    void backward();

    /** Lets the optimiser move the parameters along the gradients. */
    void step();

    /** The loss on the validation set in the present mode, with the present parameters. */
    double validationLoss();

    /** Keeps a copy of the present parameters; returns its number. */
    int save();

    /** Puts the copy with this number back. */
    void load(int number);
  }

  /** A source of random orders. */
  interface Shuffle {
    /** The numbers 0 to n - 1, each once, in a new random order at every call. */
    int[] order(int n);
  }

  /**
   * What happened in training.
   *
   * @param trainLoss for each epoch, the mean loss over all its rows
   * @param validationLoss for each epoch, the validation loss at its end
   */
  record History(double[] trainLoss, double[] validationLoss) {}

  /**
   * Trains in minibatches. Each epoch visits every row once, in a new random order, in batches of
   * batchSize rows (the last may be shorter), and makes one step a batch, in training mode; then it
   * asks for the validation loss once, in evaluation mode. At the end the model has the parameters
   * of the epoch with the smallest validation loss.
   *
   * @param model what is trained. Modified.
   * @param shuffle where random orders come from
   * @param rows the number of rows in the training set, at least 1
   * @param epochs the number of epochs, at least 1
   * @param batchSize the rows of a batch, at least 1; may be larger than rows
   */
  History fit(Model model, Shuffle shuffle, int rows, int epochs, int batchSize);
}
