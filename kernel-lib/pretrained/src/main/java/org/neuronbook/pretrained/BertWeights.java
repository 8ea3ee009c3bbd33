package org.neuronbook.pretrained;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neuronbook.onnx.OnnxModel;
import org.neuronbook.onnx.OnnxNode;
import org.neuronbook.onnx.OnnxTensor;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Tensor;

/**
 * The weights in an exported BERT by the names that they had before the export. Tables, norms and
 * biases keep them; the matrices of linear layers lose theirs, because the export stores them
 * transposed, and take it here from the node that multiplies by them: {@code
 * /encoder/layer.0/attention/self/query/MatMul}. Quantised ones stand as three tensors, {@code
 * X_quantized}, {@code X_scale} and {@code X_zero_point}.
 */
final class BertWeights {
  private static final String QUANTISED = "_quantized";

  private BertWeights() {}

  static Map<String, Tensor> of(OnnxModel model) {
    Map<String, String> layers = new LinkedHashMap<>();
    for (OnnxNode node : model.nodes()) {
      if ((node.op().equals("MatMul") || node.op().equals("MatMulInteger"))
          && node.inputs().size() > 1) {
        String path = node.name().replaceFirst("^/", "").replaceFirst("/MatMul(_quant)?$", "");
        layers.put(node.inputs().get(1), path.replace('/', '.') + ".weight");
      }
    }
    Map<String, Tensor> weights = new LinkedHashMap<>();
    Map<String, OnnxTensor> stored = model.initializers();
    stored.forEach(
        (name, tensor) -> {
          if (name.endsWith(QUANTISED)) {
            String base = name.substring(0, name.length() - QUANTISED.length());
            weights.put(
                layers.getOrDefault(name, base),
                tensor.dequantised(
                    part(stored, base + "_scale"), part(stored, base + "_zero_point")));
          } else if (tensor.type() == OnnxTensor.Type.FLOAT && !name.endsWith("_scale")) {
            weights.put(layers.getOrDefault(name, name), tensor.toTensor());
          }
        });
    return weights;
  }

  private static OnnxTensor part(Map<String, OnnxTensor> stored, String name) {
    OnnxTensor part = stored.get(name);
    Refuse.when(part == null)
        .saying(
            "Bert: expected a tensor \"%s\" beside the quantised one, got none. Quantise the model with ONNX Runtime's quantize_dynamic",
            name);
    return part;
  }
}
