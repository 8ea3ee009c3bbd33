package org.neuronbook.grader.worker;

import java.util.function.Supplier;
import org.neuronbook.grader.HandedIn;

/**
 * Where a submission's last snippet leaves what it hands in. The methods are those of {@code
 * check(...)} in a notebook, so that the same expression means the same.
 */
public final class Handover {
  private static Supplier<?> handedIn;

  private Handover() {}

  public static void take(Supplier<?> implementation) {
    handedIn = implementation;
  }

  public static void take(Object implementation) {
    take(HandedIn.supplier(implementation));
  }

  static Supplier<?> handedIn() {
    return handedIn;
  }
}
