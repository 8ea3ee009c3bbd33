package org.neuronbook.nn;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * The keys and values of all positions that attention has seen, so that generating a sequence
 * computes each position once. One cache serves all layers of a model while it generates one batch.
 *
 * <pre>{@code
 * jshell> var attention = new MultiHeadAttention(8, 2, Rng.of(1))
 * jshell> var cache = new AttentionCache(100)
 * jshell> attention.forward(Tensor.ones(1, 5, 8), Mask.none(), cache).shape()
 * (1, 5, 8)
 * jshell> attention.forward(Tensor.ones(1, 1, 8), Mask.none(), cache).shape()
 * (1, 1, 8)
 * jshell> cache.length()
 * 6
 * }</pre>
 */
public final class AttentionCache {
  private final int capacity;
  private final Map<Layer, Tensor[]> seen = new IdentityHashMap<>();
  private final Map<Layer, Tensor[]> memories = new IdentityHashMap<>();

  /**
   * @param capacity the most positions that the model was trained for
   */
  public AttentionCache(int capacity) {
    Refuse.when(capacity < 1)
        .saying(
            "AttentionCache: expected a capacity of at least 1, got %s. It is the longest sequence",
            capacity);
    this.capacity = capacity;
  }

  /** The number of positions that every layer has seen: where the next ones begin. */
  public int length() {
    return seen.values().stream().mapToInt(kept -> kept[0].shape().dim(1)).min().orElse(0);
  }

  /** Keys and values of all positions, old and new. */
  Tensor[] append(Layer layer, Tensor keys, Tensor values) {
    Tensor[] old = seen.get(layer);
    int kept = old == null ? 0 : old[0].shape().dim(1);
    int added = keys.shape().dim(1);
    Refuse.when(kept + added > capacity, ShapeException::new)
        .saying(
            "%s: expected at most %s positions, the capacity of the cache, got %s kept and %s new. Make a new cache for each sequence, or a larger one",
            layer.here, capacity, kept, added);
    int batch = (old == null ? keys : old[0]).shape().dim(0);
    Refuse.when(keys.shape().dim(0) != batch, ShapeException::new)
        .saying(
            "%s: expected a batch of %s as in the cache, got %s. Make a new cache for each batch",
            layer.here, batch, keys.shape().dim(0));
    Tensor[] all = {
      old == null ? keys : Tensor.concat(1, old[0], keys),
      old == null ? values : Tensor.concat(1, old[1], values)
    };
    seen.put(layer, all);
    return all;
  }

  /** Keys and values of a memory that does not change while a sequence is generated. */
  Tensor[] once(Layer layer, Supplier<Tensor[]> keysAndValues) {
    return memories.computeIfAbsent(layer, first -> keysAndValues.get());
  }
}
