package org.neuronbook.course.doctor;

import org.neuronbook.compute.Compute;

/** Says in a JVM of its own, started as a kernel is, what multiplies matrices there. */
public final class ProductsProbe {
  private ProductsProbe() {}

  public static void main(String[] arguments) {
    System.out.println(Compute.description());
  }
}
