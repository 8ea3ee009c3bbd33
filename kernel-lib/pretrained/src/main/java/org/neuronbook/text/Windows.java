package org.neuronbook.text;

import java.util.Arrays;
import org.neuronbook.data.Batch;
import org.neuronbook.data.Dataset;
import org.neuronbook.data.Rows;
import org.neuronbook.tensor.Refuse;

/**
 * Windows on a long text, to train language models on: a row of {@code context} ids, and as its
 * label the id that follows. That is all a model of the next token needs, and in a batch it says
 * the targets of every place too: those of place t are the ids of place t + 1, at the last place
 * the label. So the loss of a model that predicts at every place is {@code
 * Losses.crossEntropy(logits, Windows.targets(batch))}.
 */
public final class Windows {
  private Windows() {}

  /**
   * The windows of a text as a data set; what is left at the end and too short is not used. The ids
   * are kept once, however far windows overlap. Windows that overlap share text: cut the ids in two
   * before, not the windows, for data to validate on.
   *
   * @param ids the text
   * @param vocabularySize the number of tokens; each is a class
   * @param context the number of ids a window
   * @param stride from the start of one window to the next; {@code context} for no overlap
   * @throws IllegalArgumentException if there is not one window, or an id is not of the vocabulary
   */
  public static Dataset of(int[] ids, int vocabularySize, int context, int stride) {
    Refuse.when(context < 1 || stride < 1 || ids.length <= context)
        .saying(
            "windows: expected context and stride of at least 1 and a text of more ids than the context,"
                + " got context %s, stride %s and %s ids. Take a smaller context, or a longer text",
            context, stride, ids.length);
    for (int i = 0; i < ids.length; i++) {
      Refuse.when(ids[i] < 0 || ids[i] >= vocabularySize)
          .saying(
              "windows: expected ids from 0 to %s, got %s at index %s. Is the size that of the tokenizer's vocabulary? Use vocabulary().size()",
              vocabularySize - 1, ids[i], i);
    }
    int[] text = ids.clone();
    int count = (text.length - context - 1) / stride + 1;
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> text[i * stride + context]);
    Rows rows =
        Rows.of(
            count,
            context,
            (row, target, offset) -> {
              for (int i = 0; i < context; i++) {
                target[offset + i] = text[row * stride + i];
              }
            });
    return new Dataset("windows of %d tokens".formatted(context), rows, labels, vocabularySize);
  }

  /** The ids of a batch of windows: b rows of n. */
  public static int[][] inputs(Batch batch) {
    return Arrays.stream(batch.x().toMatrix())
        .map(row -> Arrays.stream(row).mapToInt(id -> (int) id).toArray())
        .toArray(int[][]::new);
  }

  /** For each of the b n places of a batch of windows, row by row, the id that follows. */
  public static int[] targets(Batch batch) {
    int[][] inputs = inputs(batch);
    int n = inputs[0].length;
    int[] targets = new int[inputs.length * n];
    for (int i = 0; i < inputs.length; i++) {
      System.arraycopy(inputs[i], 1, targets, i * n, n - 1);
      targets[(i + 1) * n - 1] = batch.labels()[i];
    }
    return targets;
  }
}
