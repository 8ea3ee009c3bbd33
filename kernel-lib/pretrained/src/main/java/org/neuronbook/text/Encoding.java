package org.neuronbook.text;

/**
 * Two texts as one sequence for BERT: {@code [CLS] first [SEP] second [SEP]}.
 *
 * @param ids the token ids
 * @param typeIds as many: 0 up to the first {@code [SEP]}, 1 behind it
 */
public record Encoding(int[] ids, int[] typeIds) {}
