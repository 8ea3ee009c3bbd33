package org.neuronbook.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is wrong with files, and the whole of what is said about it. */
class OnnxMistakesTest {
  private final List<DynamicTest> tests = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    theFormat();
    theModel();
    tensors();
    return tests.stream();
  }

  private void file(String mistake, WireBytes bytes, String expected) {
    tests.add(
        DynamicTest.dynamicTest(
            mistake,
            () ->
                assertThatThrownBy(
                        () -> OnnxModel.read(new ByteArrayInputStream(bytes.toArray()), "m.onnx"))
                    .isExactlyInstanceOf(OnnxException.class)
                    .hasMessage(
                        "read: m.onnx: " + expected + ". Is it a whole ONNX file? Get it again")));
  }

  private static WireBytes bytes() {
    return new WireBytes();
  }

  private void theFormat() {
    file("an empty file", bytes(), "the start: expected a model with a graph, got none, at byte 0");
    file(
        "a text",
        bytes().raw("import onnx".getBytes()),
        "field 13: expected a field number from 1 to 2^29 - 1 with a type 0, 1, 2 or 5,"
            + " got field 13 of type 6, at byte 10");
    file(
        "a field of no number",
        bytes().varint(2),
        "the start: expected a field number from 1 to 2^29 - 1 with a type 0, 1, 2 or 5,"
            + " got field 0 of type 2, at byte 1");
    file(
        "a number that ends with its bytes",
        bytes().raw((byte) 8, (byte) -1),
        "field 1: expected the rest of an integer, got the end, at byte 2");
    file(
        "a group",
        bytes().tag(9, 3),
        "field 9: expected a field number from 1 to 2^29 - 1 with a type 0, 1, 2 or 5,"
            + " got field 9 of type 3, at byte 1");
    file(
        "a cut number",
        bytes().tag(9, WireReader.FIXED64).raw(new byte[7]),
        "field 9: expected a number of 8 bytes, got the end, at byte 1");
    file(
        "an integer without an end",
        bytes()
            .integer(1, -1)
            .raw(new byte[0])
            .tag(1, 0)
            .raw(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 2}),
        "field 1: expected an integer below 2^64, got a larger one, at byte 22");
    file(
        "a length beyond the end",
        bytes().tag(7, WireReader.BYTES).varint(4).raw(new byte[3]),
        "field 7: expected a length within the 3 bytes that are left, got 4, at byte 2");
    file(
        "a length of 2 to the 64 less 1",
        bytes().tag(7, WireReader.BYTES).varint(-1),
        "field 7: expected a length within the 0 bytes that are left,"
            + " got 18446744073709551615, at byte 11");
    file(
        "a number for a graph",
        bytes().integer(7, 1),
        "field 7: expected type 2, got type 0, at byte 1");
    file(
        "bytes that are no text",
        bytes().bytes(2, (byte) 0xff),
        "field 2: expected a text in UTF-8, got other bytes, at byte 3");
  }

  private void theModel() {
    file(
        "two graphs",
        bytes().message(7, bytes()).message(7, bytes()),
        "field 7: expected one graph, got a second one, at byte 3");
    file(
        "a step that does not say what it does",
        bytes().message(7, bytes().message(1, bytes().text(3, "n"))),
        "graph.node[0] field 3: expected a node that says what it computes,"
            + " got one without op_type, at byte 7");
    WireBytes attribute = bytes().text(1, "axis").integer(3, 1).integer(20, 2);
    file(
        "a setting twice",
        bytes().message(7, bytes().message(1, bytes().message(5, attribute).message(5, attribute))),
        "graph.node[0].attribute field 20: expected every attribute once, got two axis, at byte 30");
    file(
        "a list as input",
        bytes().message(7, bytes().message(11, bytes().message(2, bytes().bytes(4)))),
        "graph.input[0].type field 4: expected a tensor, got a list or map, at byte 7");
    file(
        "an input of no type",
        bytes().message(7, bytes().message(11, bytes().text(1, "x"))),
        "graph.input[0] field 1: expected a tensor with its type, got none, at byte 7");
    file(
        "a sparse initializer",
        bytes().message(7, bytes().bytes(15)),
        "graph field 15: expected initializers with all their numbers, got a sparse one, at byte 3");
    WireBytes one = bytes().integer(2, 1).text(8, "w").bytes(9, new byte[4]);
    file(
        "a name twice",
        bytes().message(7, bytes().message(5, one).message(5, one)),
        "graph field 5: expected every name once, got two \"w\" FLOAT [], at byte 28");
  }

  private void tensor(String mistake, WireBytes tensor, String expected) {
    file(
        mistake,
        bytes().message(7, bytes().message(5, tensor)),
        "graph.initializer[0]" + (expected.startsWith(".") ? "" : " ") + expected);
  }

  private void tensors() {
    tensor(
        "numbers of a type that is not read",
        bytes().integer(2, 8),
        "field 2: expected numbers of one of the types [FLOAT, UINT8, INT8, UINT16, INT16, INT32,"
            + " INT64, BOOL, FLOAT16, DOUBLE, UINT32, BFLOAT16], got type 8, at byte 6");
    tensor(
        "a negative size",
        bytes().integer(1, -1).integer(2, 1),
        "field 2: expected sizes from 0 to 2^31 - 1, got -1, at byte 17");
    tensor(
        "a size of 2 to the 32",
        bytes().integer(1, 1L << 32).integer(2, 1),
        "field 2: expected sizes from 0 to 2^31 - 1, got 4294967296, at byte 12");
    tensor(
        "sizes whose product is beyond an array",
        bytes().integer(1, 1 << 20).integer(1, 1 << 20).integer(1, 1 << 20).integer(2, 1),
        "field 2: expected at most 2^31 - 1 numbers, which one Java array holds,"
            + " got shape [1048576, 1048576, 1048576], at byte 18");
    tensor(
        "numbers cut off",
        bytes().integer(1, 2).integer(2, 1).bytes(9, new byte[7]),
        "field 9: expected 2 numbers for shape [2], got 7 bytes of type FLOAT, at byte 17");
    tensor(
        "no numbers",
        bytes().integer(1, 2000000000).integer(2, 1),
        "field 2: expected 2000000000 numbers for shape [2000000000],"
            + " got 0 bytes of type FLOAT, at byte 12");
    tensor(
        "numbers of another type",
        bytes().integer(2, 1).integer(5, 7),
        "field 5: expected numbers of type FLOAT in field 4, got some in field 5, at byte 8");
    tensor(
        "numbers twice",
        bytes().integer(2, 1).float32(4, 1).bytes(9, new byte[4]),
        "field 9: expected numbers in one field, got in two, at byte 17");
    tensor(
        "numbers in two typed fields",
        bytes().integer(2, 1).float32(4, 1).integer(7, 1),
        "field 7: expected numbers in one field, got in two, at byte 12");
    tensor(
        "a number too large for its type",
        bytes().integer(2, 2).integer(5, 256),
        "field 5: expected numbers of type UINT8, got 256, at byte 9");
    tensor(
        "numbers in another file",
        bytes().integer(2, 1).integer(14, 1),
        "field 14: expected numbers in this file, got a reference to another file, at byte 8");
    tensor(
        "a part of a tensor",
        bytes().integer(2, 1).bytes(3),
        "field 3: expected a whole tensor, got a segment of one, at byte 7");
    tensor(
        "a packed float cut off",
        bytes().integer(2, 1).bytes(4, new byte[6]),
        ".field 4: expected a number of 4 bytes, got the end, at byte 12");
  }
}
