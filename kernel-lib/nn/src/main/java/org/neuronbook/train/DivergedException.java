package org.neuronbook.train;

/**
 * The loss is no longer a finite number: training on would only spread NaN. The model keeps the
 * parameters that gave this loss, or those of the best epoch with {@link Trainer#keepBest}.
 */
public final class DivergedException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  DivergedException(double loss, int epoch, int batch, double learningRate) {
    super(
        String.format(
            "fit: the loss is %s at epoch %d, batch %d, with learning rate %s. Expected a finite number. Try a learning"
                + " rate ten times smaller, and look for NaN or very large values in the data",
            loss, epoch, batch, learningRate));
  }
}
