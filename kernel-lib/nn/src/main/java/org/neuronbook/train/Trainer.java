package org.neuronbook.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.neuronbook.data.Batch;
import org.neuronbook.data.Batches;
import org.neuronbook.data.Dataset;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Losses;
import org.neuronbook.optim.Optimizer;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Stateful;
import org.neuronbook.tensor.Tensor;

/**
 * The training loop: for every batch zeroGrad, forward, loss, backward, step; after every epoch a
 * validation in evaluation mode. It never prints: listeners hear of its {@link Progress}. An
 * interrupt of its thread ends it after the running batch, with model and {@link #history} kept.
 *
 * <pre>{@code
 * jshell> var rng = Rng.of(1)
 * jshell> var model = new Sequential(new Linear(2, 8, rng), Tensor::tanh, new Linear(8, 2, rng))
 * jshell> var trainer = Trainer.classifier(model, new Adam(model.parameters(), 0.1))
 * jshell> var history = trainer.fit(new Batches(Dataset.xor(), 4), 100)
 * jshell> Evaluation.of(model, Dataset.xor()).accuracy()
 * 1.0
 * }</pre>
 */
public final class Trainer implements Stateful {
  private final Layer model;
  private final Optimizer optimizer;
  private final Objective objective;
  private final boolean classifies;
  private final List<Consumer<Progress>> listeners = new ArrayList<>();
  private final List<Runnable> beforeSteps = new ArrayList<>();
  private final List<Runnable> afterSteps = new ArrayList<>();
  private final List<Consumer<Epoch>> afterEpochs = new ArrayList<>();
  private boolean keepsBest;
  private int patience = Integer.MAX_VALUE;
  private int accumulated = 1;
  private History history = History.EMPTY;
  private boolean resuming;
  private Progress current;
  private Map<String, Tensor> best;

  /** What a step makes smaller. */
  @FunctionalInterface
  public interface Objective {
    /** The mean loss of a model over a batch, shape (). */
    Tensor loss(Layer model, Batch batch);
  }

  /** Trains for any objective; no accuracy is measured. */
  public Trainer(Layer model, Optimizer optimizer, Objective objective) {
    this(model, optimizer, objective, false);
  }

  private Trainer(Layer model, Optimizer optimizer, Objective objective, boolean classifies) {
    this.model = model;
    this.optimizer = optimizer;
    this.objective = objective;
    this.classifies = classifies;
  }

  /** Trains a model that gives logits (batch, classes) for cross-entropy, and measures accuracy. */
  public static Trainer classifier(Layer model, Optimizer optimizer) {
    Objective crossEntropy =
        (m, batch) -> Losses.crossEntropy(m.forward(batch.x()), batch.labels());
    return new Trainer(model, optimizer, crossEntropy, true);
  }

  /** Adds a listener. Returns this. */
  public Trainer listen(Consumer<Progress> listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Ends each {@link #fit}, also an interrupted or failed one, with the parameters of the epoch of
   * lowest validation loss. Returns this.
   */
  public Trainer keepBest() {
    keepsBest = true;
    return this;
  }

  /**
   * Ends {@link #fit} when so many epochs in a row have brought no lower validation loss, with the
   * parameters of the best epoch, as {@link #keepBest}. Prechelt, 1998. Returns this.
   *
   * @param epochs the patience
   */
  public Trainer stopEarly(int epochs) {
    Refuse.when(epochs < 1)
        .saying(
            "stopEarly: expected a patience of at least 1 epoch, got %s. Usual values are 5 to 20",
            epochs);
    patience = epochs;
    return keepBest();
  }

  /**
   * Makes one step of the optimiser out of the gradients of several batches: as one large batch of
   * all their rows (but for layers that look at a batch as a whole, such as batch norm), with the
   * memory of a small one. Returns this.
   */
  public Trainer accumulate(int batches) {
    Refuse.when(batches < 1)
        .saying(
            "accumulate: expected at least 1 batch a step, got %s. With 1 every batch is a step",
            batches);
    accumulated = batches;
    return this;
  }

  /**
   * Does something between backward and each step of the optimiser, such as {@code () ->
   * Gradients.clipNorm(model.parameters(), 1)}. Returns this.
   */
  public Trainer beforeStep(Runnable action) {
    beforeSteps.add(action);
    return this;
  }

  /**
   * Does something after each step of the optimiser, such as {@code schedule::step} or {@code
   * average::update}. Returns this.
   */
  public Trainer afterStep(Runnable action) {
    afterSteps.add(action);
    return this;
  }

  /**
   * Does something with each completed epoch, such as {@code epoch ->
   * plateau.step(epoch.validationLoss())}. Returns this.
   */
  public Trainer afterEpoch(Consumer<Epoch> action) {
    afterEpochs.add(action);
    return this;
  }

  /** What the running or last {@link #fit} has measured so far. */
  public History history() {
    return history;
  }

  /** The epochs measured so far, and the best parameters where they are kept. */
  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (Epoch epoch : history.epochs()) {
      state.put("epoch." + epoch.number(), Tensor.of(epoch.measures()));
    }
    if (best != null) {
      best.forEach((key, value) -> state.put("best." + key, value));
    }
    return state;
  }

  /** Takes over the epochs of another run; the next {@link #fit} goes on after them. */
  @Override
  public void load(Map<String, Tensor> state) {
    History loaded = History.EMPTY;
    for (int number = 1; state.containsKey("epoch." + number); number++) {
      Tensor epoch = state.get("epoch." + number);
      loaded = loaded.with(Epoch.of(number, Arrays.copyOf(epoch.toArray(), 4)));
    }
    Map<String, Tensor> loadedBest = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> each : state.entrySet()) {
      if (each.getKey().startsWith("best.")) {
        loadedBest.put(each.getKey().substring("best.".length()), each.getValue());
      }
    }
    Refuse.when(loaded.epochs().size() + loadedBest.size() != state.size())
        .saying(
            "load: the state does not fit this Trainer: expected \"epoch.1\", \"epoch.2\", ... and \"best...\", got %s",
            state.keySet());
    history = loaded;
    best = loadedBest.isEmpty() ? null : loadedBest;
    resuming = true;
  }

  /** Trains without validation. */
  public History fit(Batches train, int epochs) {
    return fit(train, null, epochs);
  }

  /**
   * Trains for a number of epochs, on from where the model stands; after {@link #load} up to that
   * number, those of the loaded history counted.
   *
   * @param validation what to measure on after each epoch; null for nothing
   * @throws DivergedException if the loss stops being a finite number
   */
  public History fit(Batches train, Dataset validation, int epochs) {
    Refuse.when(epochs < 1)
        .saying(
            "fit: expected at least 1 epoch, got %s. One epoch is one pass over all rows", epochs);
    Refuse.when(keepsBest && validation == null)
        .saying(
            "%s expects a validation set to tell which epoch is the best, got none. Pass one: fit(train, validation, epochs)",
            patience < Integer.MAX_VALUE ? "fit: stopEarly()" : "fit: keepBest()");
    if (!resuming) {
      history = History.EMPTY;
      best = null;
    }
    resuming = false;
    int first = history.epochs().size() + 1;
    current = new Progress(first, epochs, 0, train.size(), Double.NaN, history, false);
    try {
      for (int epoch = first; epoch <= epochs && !history.interrupted() && !isStale(); epoch++) {
        if (epoch > first) {
          tell(false);
        }
        runEpoch(train, validation, epoch, epochs);
      }
    } catch (RuntimeException | Error failure) {
      try {
        end();
      } catch (RuntimeException another) {
        failure.addSuppressed(another);
      }
      throw failure;
    }
    end();
    return history;
  }

  /** Whether the best epoch is as long ago as {@link #stopEarly} bears. */
  private boolean isStale() {
    int bestEpoch = history.best().map(Epoch::number).orElse(0);
    return history.epochs().size() - bestEpoch >= patience;
  }

  private void runEpoch(Batches train, Dataset validation, int epoch, int epochs) {
    long start = System.nanoTime();
    model.train();
    int done = 0;
    long rows = 0;
    double sum = 0;
    for (Batch batch : train) {
      if (done % accumulated == 0) {
        optimizer.zeroGrad();
      }
      Tensor loss = objective.loss(model, batch);
      if (!Double.isFinite(loss.item())) {
        throw new DivergedException(loss.item(), epoch, done + 1, optimizer.learningRate());
      }
      Tensor share = accumulated == 1 ? loss : loss.mul(batch.size() / rowsOfStep(train, done));
      share.backward();
      done++;
      if (done % accumulated == 0 || done == train.size()) {
        beforeSteps.forEach(Runnable::run);
        optimizer.step();
        afterSteps.forEach(Runnable::run);
      }
      rows += batch.size();
      sum += loss.item() * batch.size();
      current = new Progress(epoch, epochs, done, train.size(), sum / rows, history, false);
      if (Thread.interrupted()) {
        history = history.asInterrupted();
        return;
      }
      tell(false);
    }
    Validation measured = validate(validation);
    double seconds = (System.nanoTime() - start) / 1e9;
    history = history.with(new Epoch(epoch, sum / rows, measured.loss, measured.accuracy, seconds));
    if (keepsBest && history.best().filter(e -> e.number() == epoch).isPresent()) {
      best = model.state();
    }
    Epoch completed = history.epochs().get(epoch - 1);
    afterEpochs.forEach(action -> action.accept(completed));
    if (Thread.interrupted()) {
      // It came during validation: the epoch is complete and counts.
      history = history.asInterrupted();
    }
  }

  /** The rows of all batches that one step adds up; the last step of an epoch may have fewer. */
  private double rowsOfStep(Batches train, int batch) {
    int rowsBefore = (batch - batch % accumulated) * train.batchSize();
    return Math.min((double) accumulated * train.batchSize(), train.dataset().size() - rowsBefore);
  }

  /** However a run ends: the best parameters, evaluation mode, and a last word to the listeners. */
  private void end() {
    if (best != null) {
      model.load(best);
    }
    model.eval();
    tell(true);
  }

  private void tell(boolean finished) {
    Progress now = current;
    current =
        new Progress(
            now.epoch(), now.epochs(), now.batch(), now.batches(), now.loss(), history, finished);
    listeners.forEach(listener -> listener.accept(current));
  }

  private record Validation(double loss, double accuracy) {}

  private Validation validate(Dataset data) {
    if (data == null) {
      return new Validation(Double.NaN, Double.NaN);
    }
    if (classifies) {
      Evaluation evaluation = Evaluation.of(model, data);
      return new Validation(evaluation.loss(), evaluation.accuracy());
    }
    model.eval();
    double sum = 0;
    for (Batch batch : new Batches(data, Evaluation.BATCH)) {
      sum += Autograd.noGrad(() -> objective.loss(model, batch).item()) * batch.size();
    }
    return new Validation(sum / data.size(), Double.NaN);
  }
}
