package org.neuronbook.grader.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.neuronbook.grader.wire.Everything.Chain;
import org.neuronbook.grader.wire.Everything.Inner;

/** Whatever comes over the pipe, the side that reads it only ever says that the pipe is broken. */
class MalformedFramesTest {
  private static final int TRIALS = 20_000;

  /** One call with all kinds of arguments, answered by these bytes. */
  private static void converse(byte[] answer, Limits limits) {
    var peer =
        new Peer(
            new ByteArrayInputStream(answer),
            OutputStream.nullOutputStream(),
            limits,
            new Conversation.Texts());
    calls(peer.object(0, Everything.class));
  }

  private static void calls(Everything other) {
    other.apply(x -> x, 1);
    other.outer(null);
    other.negate(
        new double[3], new int[2][2], new Inner(new double[2], ""), List.of(new double[1]));
    other.chain(new Chain(1, null));
    other.counter(1);
    other.words(null);
    other.turn(new DMatrixRMaj(2, 3));
    other.named(Map.of(Everything.Colour.RED, new double[] {1}));
  }

  private static void survives(byte[] answer, long trial) {
    try {
      converse(answer, new Limits(1 << 16, 1 << 20, 100));
    } catch (UncheckedIOException | IllegalStateException expected) {
      // Broken, or a failure that happened to be well-formed.
    } catch (Throwable anything) {
      throw new AssertionError("trial " + trial + " got through", anything);
    }
  }

  private static byte[] frame(int... bytes) {
    var frame = ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length);
    for (int each : bytes) {
      frame.put((byte) each);
    }
    return frame.array();
  }

  @Test
  void randomFramesAreRefused() {
    var random = new SplittableRandom(1);
    for (int trial = 0; trial < TRIALS; trial++) {
      var all = new ByteArrayOutputStream();
      for (int frames = 1 + random.nextInt(4); frames > 0; frames--) {
        int length = 1 + random.nextInt(40);
        all.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        byte[] content = new byte[length];
        random.nextBytes(content);
        // Small numbers are likelier to mean something.
        for (int i = 0; i < length; i++) {
          content[i] = random.nextInt(3) > 0 ? (byte) random.nextInt(4) : content[i];
        }
        all.writeBytes(content);
      }
      survives(all.toByteArray(), trial);
    }
  }

  @Test
  void honestAnswersWithAFewBytesChangedAreRefusedOrRead() throws Exception {
    byte[] honest = honestAnswers();
    converse(honest, Limits.CAUTIOUS);
    var random = new SplittableRandom(2);
    for (int trial = 0; trial < TRIALS; trial++) {
      byte[] changed = honest.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      survives(changed, trial);
    }
  }

  /** What a real peer answers to {@link #converse}. */
  private static byte[] honestAnswers() throws Exception {
    var overheard = new ByteArrayOutputStream();
    try (var conversation = new Conversation(new Obliging(), overheard)) {
      calls(conversation.other);
    }
    return overheard.toByteArray();
  }

  @Test
  void aFrameOfImpossibleLengthIsRefusedBeforeItIsRead() {
    for (int length : new int[] {-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, (16 << 20) + 1}) {
      assertThatThrownBy(
              () -> converse(ByteBuffer.allocate(4).putInt(length).array(), Limits.CAUTIOUS))
          .hasMessageContaining("a frame of " + length + " bytes");
    }
  }

  @Test
  void anArrayLargerThanItsFrameIsNotAllocated() {
    // Return, a record is there, its array is there, two thousand million numbers.
    byte[] frame = frame(2, 1, 1, 1, 0x7f, 0xff, 0xff, 0xff);
    assertThatThrownBy(() -> asked(frame).outer(null))
        .hasMessageContaining("announces 2147483647 elements");
  }

  /** Return, a list is there, of one matrix that is there, of so many rows and columns. */
  private static byte[] matrix(int rows, int columns) {
    var frame = ByteBuffer.allocate(4 + 1 + 1 + 4 + 1 + 8);
    frame.putInt(15).put((byte) 2).put((byte) 1).putInt(1).put((byte) 1);
    return frame.putInt(rows).putInt(columns).array();
  }

  @Test
  void aMatrixOfImpossibleShapeIsNotAllocated() {
    int[][] shapes = {{-1, 1}, {-2, -3}, {1 << 16, 1 << 16}, {Integer.MAX_VALUE, 0}, {0, 10_001}};
    for (int[] shape : shapes) {
      assertThatThrownBy(() -> asked(matrix(shape[0], shape[1])).turn(new DMatrixRMaj(1, 1)))
          .hasMessageContaining(
              "announces a matrix of %d rows and %d columns".formatted(shape[0], shape[1]));
    }
    assertThatThrownBy(() -> asked(matrix(1000, 1000)).turn(new DMatrixRMaj(1, 1)))
        .hasMessageContaining("a frame ends too early");
  }

  @Test
  void aMapWithAKeyTwiceIsRefused() {
    // Return, a map is there, of two, whose keys are both there and empty, without values.
    byte[] frame = frame(2, 1, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> asked(frame).named(Map.of()))
        .hasMessageContaining("a map has a key twice");
  }

  private static Everything asked(byte[] answer) {
    var peer =
        new Peer(
            new ByteArrayInputStream(answer),
            OutputStream.nullOutputStream(),
            Limits.CAUTIOUS,
            new Conversation.Texts());
    return peer.object(0, Everything.class);
  }

  @Test
  void anEndlessStreamOfCallsEnds() {
    int next = Methods.number(java.util.function.DoubleUnaryOperator.class, applyAsDouble());
    byte[] call = frame(1, 0, 0, 0, 0, 0, 0, 0, next, 0, 0, 0, 0, 0, 0, 0, 0);
    var stream = new ByteArrayOutputStream();
    for (int i = 0; i < 101; i++) {
      stream.writeBytes(call);
    }
    var thrown =
        org.assertj.core.api.Assertions.catchThrowable(
            () -> converse(stream.toByteArray(), new Limits(1 << 16, 1 << 20, 100)));
    assertThat(thrown).hasMessageContaining("more than 100 calls");
  }

  private static java.lang.reflect.Method applyAsDouble() {
    try {
      return java.util.function.DoubleUnaryOperator.class.getMethod("applyAsDouble", double.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void moreBytesThanAllowedInAllAreRefused() {
    assertThatThrownBy(() -> converse(frame(2, 0, 0, 0, 0, 0, 0, 0, 0), new Limits(100, 8, 9)))
        .hasMessageContaining("more than 8 bytes in all");
  }
}
