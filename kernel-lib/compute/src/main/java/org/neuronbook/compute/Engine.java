package org.neuronbook.compute;

/** What multiplies matrices: the one place where most of the time of training is spent. */
interface Engine {
  /** Its name for people. */
  String name();

  /**
   * The product a · b, in the thread that calls.
   *
   * @param precision of multiplications and sums
   * @param add whether the product is added to what is there
   * @param out Modified; not turned
   */
  void multiply(Precision precision, Operand a, Operand b, boolean add, Operand out);
}
