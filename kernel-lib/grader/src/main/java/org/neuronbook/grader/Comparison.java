package org.neuronbook.grader;

/**
 * What a test tried and saw.
 *
 * @param tried the call, for example {@code centre([1, 2, 6])}
 * @param expected the expected value, or a sentence
 * @param actual the value found, or a sentence
 * @param difference the first differing number, or null where the values are no numbers of equal
 *     shape
 */
public record Comparison(String tried, Object expected, Object actual, Difference difference) {}
