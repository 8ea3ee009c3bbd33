package org.neuronbook.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbook.io.SafeTensors;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Stateful;
import org.neuronbook.tensor.Tensor;

/**
 * A whole training run in one safetensors file, to go on with after the program has ended: with
 * every part that remembers in it (model, optimiser, schedule, average, each {@link
 * org.neuronbook.tensor.Rng} of batches and dropout, and the {@link Trainer}), the run that goes on
 * gives the same bits as one that was never stopped.
 *
 * <pre>{@code
 * jshell> var rng = Rng.of(1)
 * jshell> var model = new Linear(2, 2, rng)
 * jshell> var optimizer = new Adam(model.parameters(), 0.1)
 * jshell> var trainer = Trainer.classifier(model, optimizer)
 * jshell> var run = new Checkpoint().with("model", model).with("optimizer", optimizer).with("rng", rng).with("trainer", trainer)
 * jshell> var file = java.nio.file.Files.createTempDirectory("runs").resolve("run.safetensors")
 * jshell> trainer.afterEpoch(epoch -> run.save(file)).fit(new Batches(Dataset.xor(), 2, rng), 3).epochs().size()
 * 3
 * jshell> run.load(file)
 * jshell> trainer.fit(new Batches(Dataset.xor(), 2, rng), 5).epochs().size()
 * 5
 * }</pre>
 */
public final class Checkpoint {
  private final Map<String, Stateful> parts = new LinkedHashMap<>();

  /** Adds a part under a name of its own, without dots. Returns this. */
  public Checkpoint with(String name, Stateful part) {
    Refuse.when(name.isEmpty() || name.contains(".") || parts.putIfAbsent(name, part) != null)
        .saying(
            "Checkpoint: expected a new name without dots, got \"%s\"; there are already %s",
            name, parts.keySet());
    return this;
  }

  /** Writes the state of all parts; an old file is replaced in one step, or stays as it was. */
  public void save(Path file) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    parts.forEach(
        (name, part) -> part.state().forEach((key, value) -> all.put(name + "." + key, value)));
    SafeTensors.save(file, all);
  }

  /**
   * Gives every part the state that a file has for it.
   *
   * @throws IllegalArgumentException if the file has other parts, or one does not fit: then nothing
   *     is changed
   */
  public void load(Path file) {
    Map<String, Map<String, Tensor>> states = new LinkedHashMap<>();
    parts.keySet().forEach(name -> states.put(name, new LinkedHashMap<>()));
    List<String> strangers = new ArrayList<>();
    SafeTensors.load(file)
        .forEach(
            (key, value) -> {
              int dot = key.indexOf('.');
              Map<String, Tensor> state = dot < 0 ? null : states.get(key.substring(0, dot));
              if (state == null) {
                strangers.add(key);
              } else {
                state.put(key.substring(dot + 1), value);
              }
            });
    Refuse.when(!strangers.isEmpty())
        .saying(
            "Checkpoint: %s: expected the parts %s, got %s besides; nothing was changed. Add what is missing: with(name, part)",
            file, parts.keySet(), strangers);
    Map<String, Map<String, Tensor>> before = new LinkedHashMap<>();
    try {
      parts.forEach(
          (name, part) -> {
            before.put(name, part.state());
            part.load(states.get(name));
          });
    } catch (IllegalArgumentException e) {
      before.forEach((name, state) -> parts.get(name).load(state));
      throw new IllegalArgumentException("Checkpoint: %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
