package org.neuronbook.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbook.nn.Forward;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.tensor.Golden;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

class SafeTensorsTest {
  static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "safetensors");

  @TempDir private Path folder;

  private static Layer model(long seed) {
    Rng rng = Rng.of(seed);
    return new Sequential(new Linear(4, 5, rng), (Forward) Tensor::relu, new Linear(5, 3, rng));
  }

  /** What src/test/python/check_safetensors.py expects in the two files it checks. */
  static Map<String, Tensor> sample() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("fc1.weight", sevenths(2, 3));
    tensors.put("scalar", sevenths());
    tensors.put("größe 层 \"quoted\"\\\n", sevenths(2, 1, 4));
    tensors.put("special", Tensor.of(0, -0.0, 1.0 / 0, -1.0 / 0, Math.PI, 1e-40));
    return tensors;
  }

  private static Tensor sevenths(int... sizes) {
    Shape shape = Shape.of(sizes);
    return Tensor.wrap(
        shape, IntStream.range(0, shape.size()).mapToDouble(i -> (i - 2) / 7.0).toArray());
  }

  static Map<String, String> sampleMetadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("note", "line 1\nline 2 \"quoted\" é 层 \u2028");
    return metadata;
  }

  // ---- there and back

  @Test
  void aModelIsSavedAndLoadedInOneLineEach() {
    Path path = folder.resolve("model.safetensors");
    Layer trained = model(1);
    Layer fresh = model(2);
    SafeTensors.save(path, trained.state());
    fresh.load(SafeTensors.load(path));
    Tensor x = Tensor.randn(Rng.of(3), 7, 4);
    assertThat(fresh.forward(x).toArray()).containsExactly(trained.forward(x).toArray());
  }

  @Test
  void namesShapesOrderAndEveryBitSurviveInFloat64() {
    Path path = folder.resolve("a");
    SafeTensors.save(path, sample(), sampleMetadata());
    assertSame(SafeTensors.load(path), sample());
    assertThat(SafeTensors.metadata(path)).containsExactlyEntriesOf(sampleMetadata());
  }

  @Test
  void float32RoundsToTheNearest() {
    Path path = folder.resolve("a");
    SafeTensors.saveFloat32(path, sample(), sampleMetadata());
    Map<String, Tensor> loaded = SafeTensors.load(path);
    sample()
        .forEach(
            (name, tensor) -> {
              double[] rounded = tensor.toArray();
              for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) rounded[i];
              }
              assertThat(loaded.get(name).toArray()).as(name).containsExactly(rounded);
            });
    assertThat(SafeTensors.metadata(path)).containsExactlyEntriesOf(sampleMetadata());
  }

  @Test
  void tensorsLongerThanTheBufferSurvive() {
    Map<String, Tensor> large = new LinkedHashMap<>();
    large.put("a", Tensor.randn(Rng.of(1), 3));
    large.put("b", Tensor.randn(Rng.of(2), 123, 457));
    large.put("c", Tensor.randn(Rng.of(3), 5));
    Path path = folder.resolve("a");
    SafeTensors.save(path, large);
    assertSame(SafeTensors.load(path), large);
    SafeTensors.saveFloat32(path, large);
    assertThat(SafeTensors.load(path).get("b").get(122, 456))
        .isEqualTo((float) large.get("b").get(122, 456));
  }

  @Test
  void aFileWithoutTensorsIsAFile() {
    Path path = folder.resolve("a");
    SafeTensors.save(path, Map.of());
    assertThat(SafeTensors.load(path)).isEmpty();
    assertThat(SafeTensors.metadata(path)).isEmpty();
  }

  private static void assertSame(Map<String, Tensor> actual, Map<String, Tensor> expected) {
    assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (name, tensor) -> {
          assertThat(actual.get(name).shape()).as(name).isEqualTo(tensor.shape());
          assertThat(actual.get(name).toArray()).as(name).containsExactly(tensor.toArray());
        });
  }

  // ---- what others write and read

  static Stream<JsonObject> files() {
    return Golden.cases("safetensors.json").stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsWhatPyTorchWrites(JsonObject golden) {
    Path file = GOLDEN.resolve(golden.get("file").getAsString());
    Map<String, Tensor> loaded = SafeTensors.load(file);
    JsonObject tensors = golden.getAsJsonObject("tensors");
    assertThat(loaded.keySet()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
    for (Map.Entry<String, JsonElement> each : tensors.entrySet()) {
      Tensor expected = Golden.tensor(each.getValue());
      Tensor actual = loaded.get(each.getKey());
      assertThat(actual.shape()).as(each.getKey()).isEqualTo(expected.shape());
      assertThat(actual.toArray()).as(each.getKey()).containsExactly(expected.toArray());
    }
    Map<String, String> metadata = SafeTensors.metadata(file);
    JsonObject notes = golden.getAsJsonObject("metadata");
    assertThat(metadata.keySet()).isEqualTo(notes.keySet());
    metadata.forEach((key, text) -> assertThat(text).isEqualTo(notes.get(key).getAsString()));
  }

  static Stream<JsonObject> halves() {
    return Golden.cases("safetensors_halves.json").stream();
  }

  @ParameterizedTest
  @MethodSource("halves")
  void all65536PatternsOf16BitsAreTheNumbersThatPyTorchReads(JsonObject golden)
      throws GeneralSecurityException {
    NumberType type = NumberType.valueOf(golden.get("dtype").getAsString());
    ByteBuffer numbers = ByteBuffer.allocate(8 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int pattern = 0; pattern < 1 << 16; pattern++) {
      ByteBuffer two = ByteBuffer.allocate(2).putShort(0, (short) pattern);
      // doubleToLongBits writes every NaN as one, as the program in Python does.
      numbers.putLong(Double.doubleToLongBits(type.get(two)));
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(numbers.array());
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(golden.get("sha256").getAsString());
  }

  /**
   * The committed files were read by the reference implementation, with
   * src/test/python/check_safetensors.py. As long as we write the same bytes, it reads what we
   * write.
   */
  @Test
  void writesTheBytesThatTheReferenceImplementationHasRead() throws IOException {
    // Not in the temporary folder, so that a new file can be looked at.
    for (String name : List.of("ours_float64.safetensors", "ours_float32.safetensors")) {
      Path path = Path.of("target", name);
      if (name.contains("64")) {
        SafeTensors.save(path, sample(), sampleMetadata());
      } else {
        SafeTensors.saveFloat32(path, sample(), sampleMetadata());
      }
      assertThat(path).hasSameBinaryContentAs(GOLDEN.resolve(name));
    }
  }

  @Test
  void numbersBeginAtAMultipleOf8Bytes() throws IOException {
    Path path = folder.resolve("a");
    for (String name : new String[] {"w", "we", "wei", "weight", "weights12"}) {
      SafeTensors.save(path, Map.of(name, Tensor.scalar(1)));
      byte[] bytes = Files.readAllBytes(path);
      long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
      assertThat(length % 8).isZero();
      assertThat(new String(bytes, 8, (int) length, UTF_8)).startsWith("{").contains(name);
    }
  }

  // ---- the old file or the new one

  @Test
  void aFileIsReplacedAsAWholeAndNothingIsLeftBeside() throws IOException {
    Path path = folder.resolve("a");
    SafeTensors.save(path, Map.of("w", Tensor.zeros(1000)));
    SafeTensors.save(path, Map.of("w", Tensor.ones(2)));
    assertThat(SafeTensors.load(path).get("w").toArray()).containsExactly(1, 1);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void whoReadsTheOldFileWhileItIsReplacedReadsTheOldNumbers() throws IOException {
    Path path = folder.resolve("a");
    SafeTensors.save(path, Map.of("w", Tensor.zeros(1000)));
    byte[] before = Files.readAllBytes(path);
    try (var reader = Files.newInputStream(path)) {
      byte[] head = reader.readNBytes(16);
      SafeTensors.save(path, Map.of("w", Tensor.ones(1000)));
      byte[] tail = reader.readAllBytes();
      byte[] read = ByteBuffer.allocate(before.length).put(head).put(tail).array();
      assertThat(read).isEqualTo(before);
    }
  }

  @Test
  void aSaveThatFailsLeavesNothingBehind() throws IOException {
    Path occupied = Files.createDirectory(folder.resolve("a"));
    Files.createFile(occupied.resolve("inside"));
    assertThatThrownBy(() -> SafeTensors.save(occupied, Map.of("w", Tensor.zeros(2))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("save: " + occupied + ": cannot be written (")
        .hasMessageEndingWith("Is it a folder, write-protected, or the disk full?");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = folder.resolve("epoch3");
    SafeTensors.save(file, Map.of("w", Tensor.zeros(2)));
    Path link = Files.createSymbolicLink(folder.resolve("latest"), Path.of("epoch3"));
    SafeTensors.save(link, Map.of("w", Tensor.ones(2)));
    assertThat(link).isSymbolicLink();
    assertThat(SafeTensors.load(file).get("w").toArray()).containsExactly(1, 1);
  }

  private Stream<String> list() throws IOException {
    return Files.list(folder).map(each -> each.getFileName().toString());
  }

  private List<String> names() throws IOException {
    try (Stream<String> names = list()) {
      return names.toList();
    }
  }
}
