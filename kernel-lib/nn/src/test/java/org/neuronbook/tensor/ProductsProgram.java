package org.neuronbook.tensor;

import java.util.ArrayList;
import java.util.List;
import org.neuronbook.compute.Compute;

/** Prints products and their gradients, for comparing JVMs that were started differently. */
final class ProductsProgram {
  private ProductsProgram() {}

  public static void main(String[] arguments) {
    System.out.println(Compute.description());
    lines().forEach(System.out::println);
  }

  /** One line a product: a sum of all elements with weights, and elements as exact text. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    // The narrow ones leave last blocks so small that a loop computes them, with other rounding:
    // blocks that depended on the number of threads would show.
    int[][] sizes = {
      {3, 4, 5},
      {20, 30, 40},
      {33, 65, 17},
      {130, 90, 110},
      {257, 64, 100},
      {43, 30, 17},
      {57, 30, 17}
    };
    for (int[] s : sizes) {
      Rng rng = Rng.of(s[0]);
      Parameter a = new Parameter("a", Tensor.randn(rng, s[0], s[1]));
      Parameter b = new Parameter("b", Tensor.randn(rng, s[1], s[2]));
      Tensor product = a.matmul(b);
      product.backward(Tensor.randn(rng, s[0], s[2]));
      for (Tensor each : List.of(product, a.grad(), b.grad())) {
        StringBuilder line = new StringBuilder();
        double[] values = each.data();
        for (int i = 0; i < values.length; i += 1 + values.length / 200) {
          line.append(values[i]).append(' ');
        }
        long bits = 17;
        for (double value : values) {
          bits = 31 * bits + Double.doubleToLongBits(value);
        }
        lines.add(line.append("bits ").append(bits).toString());
      }
    }
    return lines;
  }
}
