package org.neuronbook.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuronbook.onnx.FloatGraph;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Tensor;

/** Real weights give the numbers that ONNX Runtime gives with them. */
class BertOnnxRuntimeTest {
  /** Texts of different lengths, one of them two sentences, filled up to the longest. */
  private record Texts(int[][] ids, Mask padding, int[][] types) {

    static Texts of(BertModel model) {
      return model.name().startsWith("MINI_LM") ? english() : chinese();
    }

    static Texts english() {
      return padded(
          new int[][] {
            // the whale is not a fish . [SEP] it breathes air !
            {101, 1996, 13156, 2003, 2025, 1037, 3869, 1012, 102, 2009, 7200, 2015, 2250, 999, 102},
            // a network learns from its mistakes .
            {101, 1037, 2897, 10229, 2013, 2049, 12051, 1012, 102},
            {101, 7592, 102} // hello
          },
          9);
    }

    static Texts chinese() {
      return padded(
          new int[][] {
            // 床前明月光，疑是地上霜。[SEP] 今天天气很好
            {
              101, 2414, 1184, 3209, 3299, 1045, 8024, 4542, 3221, 1765, 677, 7458, 511, 102, 791,
              1921, 1921, 3698, 2523, 1962, 102
            },
            // 神经网络从错误中学习。
            {101, 4868, 5307, 5381, 5317, 794, 7231, 6428, 704, 2110, 739, 511, 102},
            {101, 872, 1962, 102} // 你好
          },
          14);
    }

    private static Texts padded(int[][] texts, int secondSentence) {
      int time = texts[0].length;
      int[][] ids = new int[texts.length][time];
      int[][] types = new int[texts.length][time];
      int[] lengths = new int[texts.length];
      for (int i = 0; i < texts.length; i++) {
        lengths[i] = texts[i].length;
        System.arraycopy(texts[i], 0, ids[i], 0, lengths[i]);
      }
      Arrays.fill(types[0], secondSentence, time, 1);
      return new Texts(ids, Mask.padding(time, lengths), types);
    }
  }

  private static byte[] file(BertModel model) throws IOException {
    try (InputStream in = model.openWeights(Models.lookup(model))) {
      return in.readAllBytes();
    }
  }

  /**
   * Places with no token are left out: what stands there means nothing, and there float32 itself is
   * off by more than 1e-5.
   */
  @ParameterizedTest
  @EnumSource(names = {"MINI_LM", "BGE_SMALL_ZH"})
  void givesTheLastHiddenStateOfOnnxRuntimeFromTheSameFloatWeights(BertModel model)
      throws IOException, OrtException {
    Texts texts = Texts.of(model);
    Bert bert = Models.load(model);
    FloatGraph.Rewritten floats = FloatGraph.of(file(model));
    assertThat(floats.products()).as("products").isEqualTo(6 * bert.config().layers());
    Tensor ours = Autograd.noGrad(() -> bert.forward(texts.ids, texts.padding, texts.types));
    try (Peer peer = new Peer(floats.file())) {
      Tensor theirs = peer.forward(texts.ids, texts.padding, texts.types);
      assertThat(ours.shape()).isEqualTo(theirs.shape());
      Tensor differences = ours.sub(theirs).abs().max(2).maskedFill(texts.padding, 0);
      assertThat(differences.max().item()).as("largest difference").isLessThan(1e-5);
      assertThat(ours.abs().max().item()).as("size of the numbers").isGreaterThan(1);
    }
  }

  /**
   * The quantised file, run as it is, also rounds activations to 8 bits before each product. So its
   * numbers differ by more than rounding, but a text means the same.
   */
  @ParameterizedTest
  @EnumSource(names = {"MINI_LM", "BGE_SMALL_ZH"})
  void meansWhatOnnxRuntimeMeansWithActivationsOf8Bits(BertModel model)
      throws IOException, OrtException {
    Bert bert = Models.load(model);
    try (Peer peer = new Peer(file(model))) {
      for (int[] text : Texts.of(model).ids) {
        int[] tokens = Arrays.stream(text).filter(id -> id != 0).toArray();
        int[][] ids = {tokens};
        Mask all = Mask.padding(tokens.length, tokens.length);
        Tensor ours = Autograd.noGrad(() -> bert.forward(ids, all));
        Tensor theirs = peer.forward(ids, all, new int[1][tokens.length]);
        double cosine =
            Pooling.cosine(model.pooling().pool(ours, all), model.pooling().pool(theirs, all))
                .item();
        // A single word has few activations to average the rounding over.
        double least = tokens.length > 4 ? 0.99 : 0.98;
        assertThat(cosine).as("cosine for " + Arrays.toString(tokens)).isBetween(least, 0.9999);
      }
    }
  }
}
