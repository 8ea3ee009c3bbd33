package org.neuronbook.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.neuronbook.fetch.DataFile;
import org.neuronbook.fetch.DataFiles;
import org.neuronbook.fetch.Lookup;
import org.neuronbook.fetch.MavenArtifact;
import org.neuronbook.onnx.OnnxModel;
import org.neuronbook.text.WordPieceTokenizer;

/**
 * The encoders whose real weights can be had by name, as Maven artifacts. They are fetched when
 * first asked for, kept in the cache of {@link org.neuronbook.fetch}, and checked against a known
 * SHA-256 each time.
 */
public enum BertModel {
  /** {@link Bert#miniLm}: weights of 8 bits, 16 MB. Apache 2.0. */
  MINI_LM(
      "all-minilm-l6-v2-q",
      "1.20.0-beta30",
      new DataFile(
          "minilm-l6/all-minilm-l6-v2-q.onnx",
          22_972_370,
          "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1"),
      new DataFile(
          "minilm-l6/all-minilm-l6-v2-q-tokenizer.json",
          711_661,
          "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"),
      12,
      Pooling.MEAN),

  /** {@link Bert#miniLm} with the original weights, of 32 bits, 83 MB. Apache 2.0. */
  MINI_LM_FLOAT32(
      "all-minilm-l6-v2",
      "1.20.0-beta30",
      new DataFile(
          "minilm-l6/all-minilm-l6-v2.onnx",
          90_387_606,
          "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e"),
      new DataFile(
          "minilm-l6/all-minilm-l6-v2-tokenizer.json",
          711_661,
          "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"),
      12,
      Pooling.MEAN),

  /** {@link Bert#bgeSmallZh}: weights of 8 bits, 16 MB. MIT. */
  BGE_SMALL_ZH(
      "bge-small-zh-v15-q",
      "1.11.0-beta19",
      new DataFile(
          "bge-small-zh/bge-small-zh-v1.5-q.onnx",
          24_010_842,
          "15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc"),
      new DataFile(
          "bge-small-zh/bge-small-zh-v1.5-q-tokenizer.json",
          439_125,
          "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26"),
      8,
      Pooling.CLS),

  /** {@link Bert#bgeSmallZh} with the original weights, of 32 bits, 55 MB. MIT. */
  BGE_SMALL_ZH_FLOAT32(
      "bge-small-zh-v15",
      "1.20.0-beta30",
      new DataFile(
          "bge-small-zh/bge-small-zh-v1.5.onnx",
          94_851_877,
          "69a0b846f4f116b5e6aabf9546ea6754d02264f3211a13a1bd69b31b8040749a"),
      new DataFile(
          "bge-small-zh/bge-small-zh-v1.5-tokenizer.json",
          439_125,
          "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26"),
      8,
      Pooling.CLS);

  /** The longest text of either model, in tokens. */
  private static final int POSITIONS = 512;

  private final DataFile weights;
  private final DataFile tokenizer;
  private final DataFiles files;
  private final int heads;
  private final Pooling pooling;

  BertModel(
      String artifact,
      String version,
      DataFile weights,
      DataFile tokenizer,
      int heads,
      Pooling pooling) {
    this.weights = weights;
    this.tokenizer = tokenizer;
    this.files =
        new DataFiles(
            artifact,
            List.of(weights, tokenizer),
            List.of(
                new MavenArtifact(
                    "dev.langchain4j", "langchain4j-embeddings-" + artifact, version, "")));
    this.heads = heads;
    this.pooling = pooling;
  }

  /**
   * The model with its weights, in evaluation mode.
   *
   * @throws UncheckedIOException if the files cannot be had
   */
  public Bert load() {
    return load(Lookup.shared());
  }

  Bert load(Lookup lookup) {
    return Bert.of(BertWeights.of(onnx(lookup)), heads);
  }

  /** How a text's vector is made of those of its tokens, as the model was trained. */
  public Pooling pooling() {
    return pooling;
  }

  OnnxModel onnx(Lookup lookup) {
    try (InputStream in = openWeights(lookup)) {
      return OnnxModel.read(in, weights.name());
    } catch (IOException e) {
      throw unreadable(lookup, weights, e);
    }
  }

  /** The tokenizer whose ids the model knows; it cuts off what the model has no positions for. */
  public WordPieceTokenizer tokenizer() {
    return tokenizer(Lookup.shared());
  }

  WordPieceTokenizer tokenizer(Lookup lookup) {
    try (InputStream in = open(lookup, tokenizer)) {
      return WordPieceTokenizer.readJson(in, tokenizer.name()).withMaximumLength(POSITIONS);
    } catch (IOException e) {
      throw unreadable(lookup, tokenizer, e);
    }
  }

  List<DataFile> files() {
    return files.files();
  }

  InputStream openWeights(Lookup lookup) throws IOException {
    return open(lookup, weights);
  }

  private InputStream open(Lookup lookup, DataFile file) throws IOException {
    Lookup.Result result = lookup.find(files);
    if (!result.complete()) {
      throw new IOException(
          "%s: expected its files in the cache or from Maven, got neither: %s. Connect to the network, then call Datasets.retryDownloads()"
              .formatted(files.title(), result.sentence()));
    }
    return lookup.store().open(file);
  }

  private UncheckedIOException unreadable(Lookup lookup, DataFile file, IOException e) {
    return new UncheckedIOException(
        "%s: cannot read %s: %s".formatted(name(), lookup.store().path(file), e.getMessage()), e);
  }
}
