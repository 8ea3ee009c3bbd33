package org.neuronbook.grader.wire;

/**
 * What one side accepts of the other.
 *
 * @param frameBytes the size of one frame
 * @param totalBytes the size of all frames together
 * @param calls how many calls the other side may make
 */
public record Limits(int frameBytes, long totalBytes, int calls) {
  private static final int MIB = 1 << 20;

  /**
   * For a side that does not trust the other: what a callback collects of 200,000 calls still fits
   * into memory.
   */
  public static final Limits CAUTIOUS = new Limits(16 * MIB, 256L * MIB, 200_000);

  /** For the side that serves. */
  public static final Limits SERVING = new Limits(16 * MIB, Long.MAX_VALUE, Integer.MAX_VALUE);
}
