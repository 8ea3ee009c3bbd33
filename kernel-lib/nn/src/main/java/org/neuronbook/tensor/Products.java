package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import org.neuronbook.compute.MatrixProduct;
import org.neuronbook.compute.Operand;
import org.neuronbook.tensor.Autograd.Edge;

/** Matrix products of tensors, and their gradients, which are products too. */
final class Products {
  private Products() {}

  static Tensor matmul(Tensor a, Tensor b) {
    Shape shape = Shape.product(a.shape(), b.shape());
    if (b.shape().rank() > 2 && !a.shape().batch().equals(b.shape().batch())) {
      return matmul(repeated(a, shape.batch()), repeated(b, shape.batch()));
    }
    return product("matmul", shape, a, b, null);
  }

  /** x · weight + bias, where the bias is what the sums of the product begin with. */
  static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    Convolutions.requireRank("linear weight", weight, 2, "(inputs, outputs)");
    Shape.requireEqual("linear bias", bias.shape(), Shape.of(weight.shape().columns()));
    return product("linear", Shape.product(x.shape(), weight.shape()), x, weight, bias);
  }

  private static Tensor product(String op, Shape shape, Tensor a, Tensor b, Tensor bias) {
    // With a 2-d right operand, all axes of the left before its last are rows of one product.
    int batches = b.shape().before(b.shape().rank() - 2);
    int k = a.shape().columns();
    int m = b.shape().columns();
    int n = a.shape().size() / k / batches;
    Operand left = Operand.of(a.data(), 0, n, k);
    Operand right = Operand.of(b.data(), 0, k, m);
    double[] values = MatrixProduct.batch(batches, left, right, bias == null ? null : bias.data());
    Edge toA = // dA = g · Bᵀ
        edge(a, g -> gradient(a, batches, Operand.of(g.data(), 0, n, m), right.transpose()));
    Edge toB = // dB = Aᵀ · g
        edge(b, g -> gradient(b, batches, left.transpose(), Operand.of(g.data(), 0, n, m)));
    return bias == null
        ? result(op, shape, values, toA, toB)
        : result(op, shape, values, toA, toB, edge(bias, g -> g));
  }

  private static Tensor gradient(Tensor of, int batches, Operand a, Operand b) {
    return Tensor.spare(of.shape(), MatrixProduct.batch(batches, a, b));
  }

  private static Tensor repeated(Tensor x, Shape batch) {
    return x.shape().batch().equals(batch) ? x : x.expand(x.shape().withBatch(batch).toArray());
  }
}
