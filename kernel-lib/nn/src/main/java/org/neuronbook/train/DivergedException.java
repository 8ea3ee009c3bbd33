package org.neuronbook.train;

/**
 * The loss is no longer a finite number: training on would only spread NaN. The model keeps the
 * parameters that gave this loss, or those of the best epoch with {@link Trainer#keepBest}.
 */
public final class DivergedException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  DivergedException(double loss, int epoch, int batch, double learningRate) {
    super(
        "fit: the loss is %s at epoch %s, batch %s, with learning rate %s. Expected a finite number. Try a learning rate ten times smaller, and look for NaN or very large values in the data"
            .formatted(loss, epoch, batch, learningRate));
  }
}
