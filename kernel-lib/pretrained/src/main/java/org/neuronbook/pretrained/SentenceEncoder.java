package org.neuronbook.pretrained;

import java.util.Arrays;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.text.Padding;
import org.neuronbook.text.Tokenizer;

/**
 * Texts as vectors of length 1, near each other where texts mean the like: a tokenizer, a {@link
 * Bert} and a {@link Pooling}. Reimers, Gurevych, "Sentence-BERT", EMNLP 2019.
 *
 * @param bert in evaluation mode, but for fine-tuning
 * @param tokenizer whose ids are those of the model, {@code [PAD]} among them
 */
public record SentenceEncoder(Bert bert, Tokenizer tokenizer, Pooling pooling) {
  /** Texts that are computed together: more would not be quicker, but need more memory. */
  private static final int BATCH = 16;

  /** For English, see {@link Bert#miniLm}. */
  public static SentenceEncoder miniLm() {
    return of(BertModel.MINI_LM);
  }

  /** For Chinese, see {@link Bert#bgeSmallZh}. */
  public static SentenceEncoder bgeSmallZh() {
    return of(BertModel.BGE_SMALL_ZH);
  }

  public static SentenceEncoder of(BertModel model) {
    return new SentenceEncoder(model.load(), model.tokenizer(), model.pooling());
  }

  /**
   * The vectors of texts, without gradients; a text too long for the model loses its end.
   *
   * @return (texts, hidden)
   */
  public Tensor embed(String... texts) {
    Tensor[] parts = new Tensor[(texts.length + BATCH - 1) / BATCH];
    for (int i = 0; i < parts.length; i++) {
      int from = i * BATCH;
      String[] part = Arrays.copyOfRange(texts, from, Math.min(from + BATCH, texts.length));
      parts[i] = Autograd.noGrad(() -> forward(part));
    }
    return parts.length == 1 ? parts[0] : Tensor.concat(0, parts);
  }

  /**
   * The vectors of texts, all computed together, through which gradients flow to the model.
   *
   * @return (texts, hidden)
   */
  public Tensor forward(String... texts) {
    Padding batch =
        Padding.right(
            tokenizer.vocabulary().id("[PAD]"),
            Arrays.stream(texts).map(tokenizer::encode).toArray(int[][]::new));
    Tensor hidden = bert.forward(batch.ids(), batch.mask()); // (texts, time, hidden)
    return Pooling.unit(pooling.pool(hidden, batch.mask())); // (texts, hidden)
  }
}
