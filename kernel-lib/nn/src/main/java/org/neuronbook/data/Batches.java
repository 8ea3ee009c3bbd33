package org.neuronbook.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * A data set cut into batches, once through it for each {@code for} loop. With an {@link Rng} every
 * loop sees the rows in a fresh random order; without, in their own order. Either way each row
 * comes exactly once, and the last batch holds what is left: with n rows in batches of b there are
 * ⌈n / b⌉ batches.
 *
 * <pre>{@code
 * jshell> new Batches(Dataset.xor(), 3).size()
 * 2
 * jshell> new Batches(Dataset.xor(), 3).iterator().next()
 * Batch of x (3, 2) and 3 labels
 * }</pre>
 */
public final class Batches implements Iterable<Batch> {
  private static final String NO_RNG =
      "Batches: rng is null; leave the argument out to keep the order of the rows";

  private final Dataset dataset;
  private final int batchSize;
  private final Rng rng;
  private final Augment augment;
  private final Rng augmentRng;

  /** Batches in the order of the rows. */
  public Batches(Dataset dataset, int batchSize) {
    this(dataset, batchSize, null, null, null);
  }

  /** Batches in a random order, fresh each time. */
  public Batches(Dataset dataset, int batchSize, Rng rng) {
    this(dataset, batchSize, Objects.requireNonNull(rng, NO_RNG), null, null);
  }

  private Batches(Dataset dataset, int batchSize, Rng rng, Augment augment, Rng augmentRng) {
    this.dataset = Objects.requireNonNull(dataset, "dataset");
    Refuse.when(batchSize < 1, DataException::new)
        .saying("Batches: expected a batch size of at least 1, got %s", batchSize);
    this.batchSize = batchSize;
    this.rng = rng;
    this.augment = augment;
    this.augmentRng = augmentRng;
  }

  /**
   * The same batches of changed pictures, changed anew in every loop. The rows must have a {@link
   * Dataset#featureShape} of (height, width) or (channels, height, width).
   *
   * @param draws every random number of the changes
   */
  public Batches augmented(Augment change, Rng draws) {
    Shape rows = dataset.featureShape();
    Refuse.when(rows.rank() < 2 || rows.rank() > 3, DataException::new)
        .saying(
            "augmented: expected rows of shape (height, width) or (channels, height, width), got %s. Say what they are: dataset.withFeatureShape(28, 28)",
            rows);
    return new Batches(dataset, batchSize, rng, change, draws);
  }

  private Batch augment(Batch batch) {
    Shape rows = dataset.featureShape();
    Shape picture = Shape.of(rows.rank() == 3 ? rows.dim(0) : 1, rows.dim(-2), rows.dim(-1));
    double[][] x = batch.x().toMatrix();
    for (int i = 0; i < x.length; i++) {
      x[i] = augment.apply(x[i], picture, augmentRng);
    }
    return new Batch(Tensor.of(x), batch.labels());
  }

  /** The number of batches a loop gives. */
  public int size() {
    return (dataset.size() - 1) / batchSize + 1;
  }

  /** The rows of every batch but perhaps the last. */
  public int batchSize() {
    return batchSize;
  }

  public Dataset dataset() {
    return dataset;
  }

  /** Starts once more through the rows; the order is drawn here. */
  @Override
  public Iterator<Batch> iterator() {
    int[] order = rng == null ? null : rng.permutation(dataset.size());
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < dataset.size();
      }

      @Override
      public Batch next() {
        Refuse.when(!hasNext(), NoSuchElementException::new)
            .saying("Batches: all %s batches were given", size());
        int[] rows = new int[Math.min(batchSize, dataset.size() - next)];
        int first = next;
        Arrays.setAll(rows, i -> order == null ? first + i : order[first + i]);
        next += rows.length;
        Batch batch = dataset.batch(rows);
        return augment == null ? batch : augment(batch);
      }
    };
  }

  @Override
  public String toString() {
    String order = rng == null ? "in order" : "in a fresh random order each time";
    return "%d batches of up to %d rows of %s, %s"
        .formatted(size(), batchSize, dataset.name(), order);
  }
}
