package org.neuronbook.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The first three are the examples of the description of the format. */
class WireWriterTest {

  @Test
  void writesSevenBitsAByte() {
    assertBytes(new WireWriter().numbers(1, 150), "089601");
  }

  @Test
  void writesATextWithItsLength() {
    assertBytes(new WireWriter().text(2, "testing"), "120774657374696e67");
  }

  @Test
  void writesAMessageWithinAMessage() {
    assertBytes(new WireWriter().message(3, new WireWriter().numbers(1, 150)), "1a03089601");
  }

  @Test
  void writesNegativeNumbersInTenBytes() {
    assertBytes(new WireWriter().numbers(1, -1), "08ffffffffffffffffff01");
  }

  @Test
  void writesFloatsLowByteFirst() {
    assertBytes(new WireWriter().number(2, 1.5f), "150000c03f");
  }

  @Test
  void writesARepeatedFieldOnceForEachNumber() {
    assertBytes(new WireWriter().numbers(20, 0, 127, 128), "a00100a0017fa0018001");
  }

  private static void assertBytes(WireWriter writer, String hexadecimal) {
    assertThat(HexFormat.of().formatHex(writer.toByteArray())).isEqualTo(hexadecimal);
  }
}
