package org.neuronbook.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The rules of byte-pair encoding in the order in which they were learned: which two neighbouring
 * tokens become which one. The earliest rule that fits anywhere comes first.
 */
final class Merges {
  private static final int NONE = -1;

  /**
   * @param left the id on the left
   * @param right the id on the right
   * @param joined the id of both together
   */
  record Rule(int left, int right, int joined) {}

  private final List<Rule> rules = new ArrayList<>();
  private final Map<Long, Integer> ranks = new HashMap<>();

  static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  /** Adds the next rule; of two for the same pair the first counts. */
  void add(int left, int right, int joined) {
    ranks.putIfAbsent(pair(left, right), rules.size());
    rules.add(new Rule(left, right, joined));
  }

  List<Rule> rules() {
    return rules;
  }

  /** What becomes of some ids when no rule fits any more. */
  int[] apply(int... start) {
    int[] ids = start.clone();
    int[] next = new int[ids.length];
    int[] before = new int[ids.length];
    // Rank and place in one number, so that the earliest rule comes first, and of its places the
    // leftmost. Entries outlive the pair they were made for: each is looked at again when taken.
    PriorityQueue<Long> waiting = new PriorityQueue<>();
    for (int i = 0; i < ids.length; i++) {
      before[i] = i - 1;
      next[i] = i + 1;
      offer(waiting, ids, next, i);
    }
    while (!waiting.isEmpty()) {
      long taken = waiting.poll();
      int i = (int) taken;
      int rank = (int) (taken >> 32);
      if (rank(ids, next, i) != rank) {
        continue;
      }
      int gone = next[i];
      ids[i] = rules.get(rank).joined;
      ids[gone] = NONE;
      next[i] = next[gone];
      if (next[i] < ids.length) {
        before[next[i]] = i;
      }
      offer(waiting, ids, next, i);
      if (before[i] >= 0) {
        offer(waiting, ids, next, before[i]);
      }
    }
    return Arrays.stream(ids).filter(id -> id != NONE).toArray();
  }

  private void offer(PriorityQueue<Long> waiting, int[] ids, int[] next, int i) {
    int rank = rank(ids, next, i);
    if (rank != NONE) {
      waiting.add(pair(rank, i));
    }
  }

  private int rank(int[] ids, int[] next, int i) {
    if (ids[i] == NONE || next[i] >= ids.length) {
      return NONE;
    }
    return ranks.getOrDefault(pair(ids[i], ids[next[i]]), NONE);
  }
}
