package org.neuronbook.bench;

/**
 * What was measured of one contender.
 *
 * @param ms the median of the means of the blocks, for one step
 * @param spread half of the distance between the quartiles of the blocks, as a share of the median
 * @param warm whether the second half of the blocks was not quicker than the first
 * @param collections of garbage that struck while its blocks were measured, whoever's it was
 * @param heapBytes that all threads together allocated in one step on the Java heap
 */
record Timing(
    double ms, double spread, int blocks, boolean warm, long collections, long heapBytes) {}
