package org.neuronbook.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/** What ONNX Runtime computes with a file. */
final class OnnxRuntime {
  private OnnxRuntime() {}

  static Tensor run(Path file, Tensor input) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = options();
        OrtSession session = environment.createSession(file.toString(), options);
        OnnxTensor in = tensor(environment, session.getInputInfo().get("input"), input);
        OrtSession.Result result = session.run(Map.of("input", in))) {
      OnnxTensor out = (OnnxTensor) result.get("output").orElseThrow(); // closed with the result
      int[] sizes = Arrays.stream(out.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
      return Tensor.wrap(Shape.of(sizes), numbers(out));
    } catch (OrtException e) {
      throw new AssertionError("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  /** Name, type and shape of the input, where -1 is any size. */
  static String inputs(Path file) {
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
      NodeInfo input = session.getInputInfo().values().iterator().next();
      TensorInfo info = (TensorInfo) input.getInfo();
      return "%s %s %s".formatted(input.getName(), info.type, Arrays.toString(info.getShape()));
    } catch (OrtException e) {
      throw new AssertionError("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  /** With all optimisations it joins x sigmoid(x) to one node that it then lacks for float64. */
  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
    return options;
  }

  private static OnnxTensor tensor(OrtEnvironment environment, NodeInfo info, Tensor input)
      throws OrtException {
    double[] x = input.toArray();
    long[] sizes = Arrays.stream(input.shape().toArray()).asLongStream().toArray();
    OnnxJavaType type = ((TensorInfo) info.getInfo()).type;
    if (type == OnnxJavaType.INT64) {
      long[] ids = Arrays.stream(x).mapToLong(Math::round).toArray();
      return OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), sizes);
    }
    if (type == OnnxJavaType.DOUBLE) {
      return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(x), sizes);
    }
    float[] rounded = new float[x.length];
    IntStream.range(0, x.length).forEach(i -> rounded[i] = (float) x[i]);
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(rounded), sizes);
  }

  private static double[] numbers(OnnxTensor out) {
    if (out.getInfo().type == OnnxJavaType.DOUBLE) {
      double[] numbers = new double[out.getDoubleBuffer().remaining()];
      out.getDoubleBuffer().get(numbers);
      return numbers;
    }
    FloatBuffer floats = out.getFloatBuffer();
    return IntStream.range(0, floats.remaining()).mapToDouble(floats::get).toArray();
  }
}
