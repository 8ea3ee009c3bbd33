package org.neuronbook.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Learns the rules of byte-pair encoding from the words of a text: again and again the most
 * frequent pair of neighbouring tokens becomes a token. Counts are kept up to date where a word
 * changes, not made again.
 */
final class MergeTrainer {
  private final List<int[]> words = new ArrayList<>();
  private final List<Integer> frequencies = new ArrayList<>();
  private final Map<Long, Integer> counts = new HashMap<>();
  private final Map<Long, Set<Integer>> places = new HashMap<>();

  /**
   * @param counted words and how often each comes
   * @param byteIds the id of each byte
   */
  MergeTrainer(Map<String, Integer> counted, int[] byteIds) {
    counted.forEach(
        (word, count) -> {
          byte[] bytes = word.getBytes(UTF_8);
          words.add(IntStream.range(0, bytes.length).map(i -> byteIds[bytes[i] & 0xff]).toArray());
          frequencies.add(count);
          count(words.size() - 1, 1);
        });
  }

  /** Adds rules and their tokens until there are so many tokens, or no pair comes twice. */
  void train(List<String> tokens, Merges merges, int size) {
    Map<String, Integer> ids = new HashMap<>();
    tokens.forEach(token -> ids.put(token, ids.size()));
    while (tokens.size() < size) {
      long pair = mostFrequent();
      if (counts.getOrDefault(pair, 0) < 2) {
        return;
      }
      int left = (int) (pair >> 32);
      int right = (int) pair;
      String token = tokens.get(left) + tokens.get(right);
      int joined = ids.computeIfAbsent(token, each -> tokens.size());
      if (joined == tokens.size()) {
        tokens.add(token);
      }
      merges.add(left, right, joined);
      for (int word : places.remove(pair)) {
        count(word, -1);
        words.set(word, joined(words.get(word), left, right, joined));
        count(word, 1);
      }
    }
  }

  /** Of pairs that are equally frequent the one of lower ids. */
  private long mostFrequent() {
    long best = -1;
    int most = 0;
    for (Map.Entry<Long, Integer> each : counts.entrySet()) {
      int count = each.getValue();
      if (count > most || count == most && each.getKey() < best) {
        most = count;
        best = each.getKey();
      }
    }
    return best;
  }

  private void count(int word, int sign) {
    int[] ids = words.get(word);
    int change = sign * frequencies.get(word);
    for (int i = 0; i + 1 < ids.length; i++) {
      long pair = Merges.pair(ids[i], ids[i + 1]);
      counts.merge(pair, change, (a, b) -> a + b == 0 ? null : a + b);
      if (sign > 0) {
        places.computeIfAbsent(pair, each -> new HashSet<>()).add(word);
      }
    }
  }

  private static int[] joined(int[] ids, int left, int right, int joined) {
    IntStream.Builder result = IntStream.builder();
    for (int i = 0; i < ids.length; i++) {
      boolean fits = ids[i] == left && i + 1 < ids.length && ids[i + 1] == right;
      result.add(fits ? joined : ids[i]);
      i += fits ? 1 : 0;
    }
    return result.build().toArray();
  }
}
