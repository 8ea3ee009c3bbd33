package org.neuronbook.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbook.onnx.OnnxTensor.Type;

class OnnxModelTest {
  @TempDir private Path folder;

  private static OnnxModel read(WireBytes graph) {
    byte[] model = new WireBytes().integer(1, 8).message(7, graph).toArray();
    try {
      return OnnxModel.read(new ByteArrayInputStream(model), "m.onnx");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OnnxTensor tensor(WireBytes tensor) {
    return read(new WireBytes().message(5, tensor.text(8, "w"))).initializers().get("w");
  }

  private static WireBytes tensor(int type, int... sizes) {
    WireBytes tensor = new WireBytes();
    for (int size : sizes) {
      tensor.integer(1, size);
    }
    return tensor.integer(2, type);
  }

  // ---- numbers

  static Stream<Arguments> rawNumbers() {
    return Stream.of(
        Arguments.of(Type.FLOAT, 1, WireBytes.floats(1.5f, -2), new double[] {1.5, -2}),
        Arguments.of(Type.UINT8, 2, new byte[] {1, -1}, new double[] {1, 255}),
        Arguments.of(Type.INT8, 3, new byte[] {1, -1}, new double[] {1, -1}),
        Arguments.of(Type.UINT16, 4, new byte[] {2, 1, -1, -1}, new double[] {258, 65535}),
        Arguments.of(Type.INT16, 5, new byte[] {2, 1, -1, -1}, new double[] {258, -1}),
        Arguments.of(
            Type.INT32, 6, new byte[] {2, 1, 0, 0, -1, -1, -1, -1}, new double[] {258, -1}),
        Arguments.of(
            Type.INT64,
            7,
            new byte[] {2, 1, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1},
            new double[] {258, -1}),
        Arguments.of(Type.BOOL, 9, new byte[] {1, 0}, new double[] {1, 0}),
        Arguments.of(Type.FLOAT16, 10, new byte[] {0, 0x3c, 0, (byte) 0xc0}, new double[] {1, -2}),
        Arguments.of(
            Type.DOUBLE,
            11,
            new byte[] {0, 0, 0, 0, 0, 0, -8, 0x3f, 0, 0, 0, 0, 0, 0, 0, (byte) 0xc0},
            new double[] {1.5, -2}),
        Arguments.of(
            Type.UINT32,
            12,
            new byte[] {2, 1, 0, 0, -1, -1, -1, -1},
            new double[] {258, 4294967295.0}),
        Arguments.of(
            Type.BFLOAT16,
            16,
            new byte[] {(byte) 0x80, 0x3f, 0, (byte) 0xc0},
            new double[] {1, -2}));
  }

  @ParameterizedTest
  @MethodSource("rawNumbers")
  void readsNumbersOfEveryTypeFromRawBytes(Type type, int code, byte[] raw, double[] expected) {
    OnnxTensor tensor = tensor(tensor(code, 2).bytes(9, raw));
    assertThat(tensor.type()).isEqualTo(type);
    assertThat(tensor.toArray()).containsExactly(expected);
    assertThat(tensor.toTensor().toArray()).containsExactly(expected);
    assertThat(tensor.toArray()).as("a second time").containsExactly(expected);
  }

  static Stream<Arguments> typedNumbers() {
    byte[] minusOne = new WireBytes().varint(-1).toArray();
    return Stream.of(
        Arguments.of(1, 4, WireBytes.floats(1.5f, -2), new double[] {1.5, -2}),
        Arguments.of(2, 5, new byte[] {1, -1, 1}, new double[] {1, 255}),
        Arguments.of(
            3, 5, new WireBytes().raw((byte) 1).raw(minusOne).toArray(), new double[] {1, -1}),
        Arguments.of(
            6, 5, new WireBytes().raw((byte) 1).raw(minusOne).toArray(), new double[] {1, -1}),
        Arguments.of(
            7, 7, new WireBytes().raw((byte) 1).raw(minusOne).toArray(), new double[] {1, -1}),
        Arguments.of(9, 5, new byte[] {1, 0}, new double[] {1, 0}),
        Arguments.of(
            10, 5, new WireBytes().varint(0x3c00).varint(0xc000).toArray(), new double[] {1, -2}),
        Arguments.of(
            16, 5, new WireBytes().varint(0x3f80).varint(0xc000).toArray(), new double[] {1, -2}),
        Arguments.of(
            11,
            10,
            new byte[] {0, 0, 0, 0, 0, 0, -8, 0x3f, 0, 0, 0, 0, 0, 0, 0, (byte) 0xc0},
            new double[] {1.5, -2}),
        Arguments.of(
            12,
            11,
            new WireBytes().varint(1).varint(0xffff_ffffL).toArray(),
            new double[] {1, 4294967295.0}));
  }

  @ParameterizedTest
  @MethodSource("typedNumbers")
  void readsNumbersOfEveryTypeFromTheirOwnField(
      int code, int field, byte[] packed, double[] expected) {
    assertThat(tensor(tensor(code, 2).bytes(field, packed)).toArray()).containsExactly(expected);
    assertThat(
            tensor(new WireBytes().bytes(field, packed).bytes(1, (byte) 2).integer(2, code))
                .toArray())
        .as("in another order")
        .containsExactly(expected);
  }

  @Test
  void readsNumbersThatAreNotPacked() {
    assertThat(tensor(tensor(1, 2).float32(4, 1.5f).float32(4, -2)).toArray())
        .containsExactly(1.5, -2);
    assertThat(tensor(tensor(7, 2).integer(7, Long.MAX_VALUE).integer(7, Long.MIN_VALUE)).toLongs())
        .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE);
  }

  @Test
  void aTensorMayBeANumberOrEmpty() {
    assertThat(tensor(tensor(1).bytes(9, WireBytes.floats(3))).toTensor().item()).isEqualTo(3);
    OnnxTensor empty = tensor(tensor(1, 3, 0));
    assertThat(empty.shape()).containsExactly(3, 0);
    assertThat(empty.toArray()).isEmpty();
    assertThatThrownBy(empty::toTensor)
        .isInstanceOf(OnnxException.class)
        .hasMessage(
            "toTensor: \"w\" FLOAT [3, 0]: expected at least one number, got none. Take toArray()");
  }

  @Test
  void integersComeExactAndNumbersAreNoIntegers() {
    long large = (1L << 53) + 1;
    assertThat(tensor(tensor(7, 1).integer(7, large)).toLongs()).containsExactly(large);
    OnnxTensor floats = tensor(tensor(1, 1).bytes(9, WireBytes.floats(3)));
    assertThatThrownBy(floats::toLongs)
        .isInstanceOf(OnnxException.class)
        .hasMessage(
            "toLongs: \"w\" FLOAT [1]: expected integers, got numbers of type FLOAT. Take toArray()");
  }

  @Test
  void quantisedNumbersAreScaledByTheColumnOrTogether() {
    OnnxTensor q = tensor(tensor(2, 2, 2).bytes(9, new byte[] {0, (byte) 200, 128 - 256, 7}));
    OnnxTensor zero = tensor(tensor(2).bytes(9, (byte) 128));
    OnnxTensor scale = tensor(tensor(1).bytes(9, WireBytes.floats(0.1f)));
    assertThat(q.dequantised(scale, zero).toArray())
        .containsExactly(-128 * 0.1f, 72 * 0.1f, 0, -121 * 0.1f);
    OnnxTensor zeros = tensor(tensor(2, 2).bytes(9, (byte) 128, (byte) 7));
    OnnxTensor scales = tensor(tensor(1, 2).bytes(9, WireBytes.floats(0.1f, 3)));
    assertThat(q.dequantised(scales, zeros).toArray()).containsExactly(-128 * 0.1f, 193 * 3f, 0, 0);
    assertThatThrownBy(() -> q.dequantised(scales, zero))
        .isInstanceOf(OnnxException.class)
        .hasMessage(
            "dequantised: \"w\" UINT8 [2, 2]: expected 1 scale and zero point, or 2 of both, one a column,"
                + " got \"w\" FLOAT [2] and \"w\" UINT8 []. Do they belong to it?");
  }

  // ---- the graph

  @Test
  void readsStepsWithTheirSettings() {
    WireBytes tensor = tensor(1, 1).bytes(9, WireBytes.floats(3));
    WireBytes node =
        WireBytes.node("Conv", "y", "x", "", "b")
            .message(5, new WireBytes().text(1, "group").integer(3, 4).integer(20, 2))
            .message(5, new WireBytes().text(1, "zero").integer(20, 2))
            .message(5, new WireBytes().text(1, "alpha").float32(2, 0.5f).integer(20, 1))
            .message(5, new WireBytes().text(1, "pads").bytes(8, (byte) 1, (byte) 2).integer(20, 7))
            .message(
                5, new WireBytes().text(1, "scales").float32(7, 2).float32(7, 3).integer(20, 6))
            .message(5, new WireBytes().text(1, "auto_pad").text(4, "SAME").integer(20, 3))
            .message(5, new WireBytes().text(1, "names").text(9, "a").text(9, "b").integer(20, 8))
            .message(5, new WireBytes().text(1, "value").message(5, tensor).integer(20, 4))
            .message(5, new WireBytes().text(1, "body").bytes(6, (byte) 99).integer(20, 5));
    OnnxNode read = read(new WireBytes().message(1, node)).nodes().get(0);
    assertThat(read.op()).isEqualTo("Conv");
    assertThat(read.inputs()).containsExactly("x", "", "b");
    assertThat(read.outputs()).containsExactly("y");
    assertThat(read.integer("group", 1)).isEqualTo(4);
    assertThat(read.integer("zero", 1)).isZero();
    assertThat(read.integer("missing", 1)).isEqualTo(1);
    assertThat(read.number("alpha", 1)).isEqualTo(0.5);
    assertThat(read.integers("pads")).containsExactly(1, 2);
    assertThat(read.integers("missing")).isEmpty();
    assertThat(read.attributes()).containsEntry("scales", List.of(2.0, 3.0));
    assertThat(read.attributes()).containsEntry("auto_pad", "SAME");
    assertThat(read.attributes()).containsEntry("names", List.of("a", "b"));
    assertThat(read.tensor("value").orElseThrow().toArray()).containsExactly(3);
    assertThat(read.attributes()).doesNotContainKey("body");
    assertThatThrownBy(() -> read.integer("alpha", 1))
        .isInstanceOf(OnnxException.class)
        .hasMessage(
            "attribute: alpha of node y (Conv): expected a Long, got a Double. Ask for it as what it is");
  }

  @Test
  void constantsCountAsTensors() {
    WireBytes value =
        new WireBytes().text(1, "value").message(5, tensor(1, 1).float32(4, 3)).integer(20, 4);
    OnnxModel model =
        read(
            new WireBytes()
                .message(1, WireBytes.node("Constant", "c").message(5, value))
                .message(5, tensor(1, 1).float32(4, 4).text(8, "w")));
    assertThat(model.tensors().keySet()).containsExactly("w", "c");
    assertThat(model.tensors().get("c").toArray()).containsExactly(3);
    assertThat(model.initializers().keySet()).containsExactly("w");
  }

  @Test
  void saysWhatGoesInAndComesOut() {
    WireBytes shape =
        new WireBytes()
            .message(1, new WireBytes().text(2, "batch"))
            .message(1, new WireBytes().integer(1, 3))
            .message(1, new WireBytes());
    WireBytes type = new WireBytes().message(1, new WireBytes().integer(1, 7).message(2, shape));
    WireBytes value = new WireBytes().text(1, "ids").message(2, type);
    OnnxModel model = read(new WireBytes().message(11, value).message(12, value));
    OnnxValue expected = new OnnxValue("ids", Type.INT64, List.of("batch", "3", "?"));
    assertThat(model.inputs()).containsExactly(expected);
    assertThat(model.outputs()).containsExactly(expected);
  }

  @Test
  void readsAFileAndSaysWhoMadeItForWhichOperators() throws IOException {
    WireBytes file =
        new WireBytes()
            .text(2, "pytorch")
            .message(7, new WireBytes().text(2, "main"))
            .message(8, new WireBytes().text(1, "com.microsoft").integer(2, 99))
            .message(8, new WireBytes().integer(2, 17));
    OnnxModel model = OnnxModel.read(Files.write(folder.resolve("m.onnx"), file.toArray()));
    assertThat(model.producer()).isEqualTo("pytorch");
    assertThat(model.opset()).isEqualTo(17);
    assertThat(model.nodes()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("none.onnx");
    assertThatThrownBy(() -> OnnxModel.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "read: %s: expected a file, there is none. The path counts from %s"
                .formatted(file, Path.of("").toAbsolutePath()));
    assertThatThrownBy(() -> OnnxModel.read(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("read: " + folder + ": cannot be read (")
        .hasMessageEndingWith("). Is it a folder, or protected?");
  }
}
