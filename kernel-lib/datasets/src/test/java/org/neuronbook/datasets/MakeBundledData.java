package org.neuronbook.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.neuronbook.data.Dataset;
import org.neuronbook.data.Split;

/**
 * The program that made the bundled data sets, so that anybody can make them again.
 *
 * <p>Arguments: the directory of the resources; the file {@code
 * sklearn/datasets/data/digits.csv.gz} of the Python package scikit-learn (1.9.1). All of MNIST is
 * fetched, or taken from the cache.
 *
 * <p>No random numbers: of every class it takes its share, evenly from the whole length of the
 * original, in the original order. MNIST's test part is easy in its first half and hard in its
 * second, so that its first thousand would not do.
 */
final class MakeBundledData {
  private MakeBundledData() {}

  public static void main(String[] arguments) throws IOException {
    Path resources = Path.of(arguments[0]);
    digits(Path.of(arguments[1]), resources);
    Split mnist = Datasets.mnist();
    if (mnist.train().size() != 60_000) {
      throw new IllegalStateException("all of MNIST is needed: " + mnist.source());
    }
    subset(mnist.train(), 5_000, resources, "train");
    subset(mnist.test(), 1_000, resources, "test");
  }

  private static void digits(Path original, Path resources) throws IOException {
    String pixels =
        IntStream.range(0, 64)
            .mapToObj(i -> "pixel_" + i / 8 + "_" + i % 8)
            .collect(Collectors.joining(","));
    try (var in = new GZIPInputStream(Files.newInputStream(original))) {
      String rows = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      byte[] table = (pixels + ",digit\n" + rows).getBytes(StandardCharsets.US_ASCII);
      Files.write(resources.resolve("digits.csv.gz"), IdxWriter.gzip(table));
    }
  }

  private static void subset(Dataset all, int size, Path resources, String part)
      throws IOException {
    int[] rows = evenly(all.labels(), all.counts(), size);
    var images = new ByteArrayOutputStream();
    var labels = new ByteArrayOutputStream();
    for (int row : rows) {
      for (double pixel : all.row(row)) {
        images.write((int) Math.round(pixel * 255));
      }
      labels.write(all.label(row));
    }
    String start = "mnist-subset-" + part;
    Files.write(
        resources.resolve(start + "-images-idx3-ubyte.gz"),
        IdxWriter.gzip(IdxWriter.idx(images.toByteArray(), size, 28, 28)));
    Files.write(
        resources.resolve(start + "-labels-idx1-ubyte.gz"),
        IdxWriter.gzip(IdxWriter.idx(labels.toByteArray(), size)));
  }

  /** The rows in which a class's running share of the subset reaches the next whole number. */
  static int[] evenly(int[] labels, int[] counts, int size) {
    int[] quota = quotas(counts, size);
    int[] seen = new int[counts.length];
    return IntStream.range(0, labels.length)
        .filter(
            row -> {
              int c = labels[row];
              long before = (long) seen[c]++ * quota[c] / counts[c];
              long after = (long) seen[c] * quota[c] / counts[c];
              return after > before;
            })
        .toArray();
  }

  /**
   * Every class's share of the subset, rounded so that the sum is right (largest remainders first).
   */
  private static int[] quotas(int[] counts, int size) {
    long all = Arrays.stream(counts).asLongStream().sum();
    int[] quota = Arrays.stream(counts).map(count -> (int) ((long) count * size / all)).toArray();
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(
            (a, b) -> Long.compare((long) counts[b] * size % all, (long) counts[a] * size % all))
        .limit(size - Arrays.stream(quota).sum())
        .forEach(c -> quota[c]++);
    return quota;
  }
}
