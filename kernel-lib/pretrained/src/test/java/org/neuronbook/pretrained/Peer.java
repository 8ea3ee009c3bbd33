package org.neuronbook.pretrained;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/** A BERT in ONNX Runtime, asked with the same words as ours. */
final class Peer implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  Peer(byte[] model) throws OrtException {
    session = environment.createSession(model, new OrtSession.SessionOptions());
  }

  /** The last hidden state, (batch, time, hidden). */
  Tensor forward(int[][] ids, Mask padding, int[][] types) throws OrtException {
    long[][] attention = new long[ids.length][ids[0].length];
    boolean[] filling = padding.toArray();
    for (int i = 0; i < filling.length; i++) {
      attention[i / ids[0].length][i % ids[0].length] = filling[i] ? 0 : 1;
    }
    try (OnnxTensor a = OnnxTensor.createTensor(environment, longs(ids));
        OnnxTensor b = OnnxTensor.createTensor(environment, attention);
        OnnxTensor c = OnnxTensor.createTensor(environment, longs(types));
        OrtSession.Result result =
            session.run(Map.of("input_ids", a, "attention_mask", b, "token_type_ids", c))) {
      OnnxTensor state = (OnnxTensor) result.get(0);
      FloatBuffer numbers = state.getFloatBuffer();
      double[] values = new double[numbers.remaining()];
      for (int i = 0; i < values.length; i++) {
        values[i] = numbers.get();
      }
      long[] sizes = state.getInfo().getShape();
      return Tensor.wrap(Shape.of((int) sizes[0], (int) sizes[1], (int) sizes[2]), values);
    }
  }

  private static long[][] longs(int[][] rows) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).asLongStream().toArray())
        .toArray(long[][]::new);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
