package org.neuronbook.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Rng;

/** Byte-pair encoding beside its simple twins, as the papers write it down. */
class MergesTest {
  private static final List<String> LETTERS = List.of("a", "b", "c");

  private static int[] letters(Rng rng, int length) {
    int[] ids = new int[length];
    Arrays.setAll(ids, i -> rng.nextInt(LETTERS.size()));
    return ids;
  }

  /** Rule after rule over the whole word, from left to right. */
  private static int[] simplyApplied(Merges merges, int... start) {
    int[] ids = start;
    for (Merges.Rule rule : merges.rules()) {
      ids = simplyApplied(rule, ids);
    }
    return ids;
  }

  private static int[] simplyApplied(Merges.Rule rule, int... ids) {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      if (i + 1 < ids.length && ids[i] == rule.left() && ids[i + 1] == rule.right()) {
        result.add(rule.joined());
        i++;
      } else {
        result.add(ids[i]);
      }
    }
    return result.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Counts all pairs anew for every rule. */
  private static List<Merges.Rule> simplyTrained(Map<String, Integer> words, int rules) {
    List<String> tokens = new ArrayList<>(LETTERS);
    Map<int[], Integer> counted = new HashMap<>();
    words.forEach((word, count) -> counted.put(word.chars().map(c -> c - 'a').toArray(), count));
    List<Merges.Rule> result = new ArrayList<>();
    while (result.size() < rules) {
      Map<Long, Integer> counts = new TreeMap<>();
      counted.forEach(
          (start, count) -> {
            int[] ids = start;
            for (Merges.Rule rule : result) {
              ids = simplyApplied(rule, ids);
            }
            for (int i = 0; i + 1 < ids.length; i++) {
              counts.merge(Merges.pair(ids[i], ids[i + 1]), count, Integer::sum);
            }
          });
      int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      if (most < 2) {
        break;
      }
      long pair =
          counts.entrySet().stream()
              .filter(each -> each.getValue() == most)
              .findFirst()
              .orElseThrow()
              .getKey();
      int left = (int) (pair >> 32);
      int right = (int) pair;
      String token = tokens.get(left) + tokens.get(right);
      if (!tokens.contains(token)) {
        tokens.add(token);
      }
      result.add(new Merges.Rule(left, right, tokens.indexOf(token)));
    }
    return result;
  }

  private static Merges trained(Map<String, Integer> words, int size) {
    int[] byteIds = new int[256];
    for (int i = 0; i < LETTERS.size(); i++) {
      byteIds['a' + i] = i;
    }
    Merges merges = new Merges();
    new MergeTrainer(words, byteIds).train(new ArrayList<>(LETTERS), merges, size);
    return merges;
  }

  private static Map<String, Integer> words(Rng rng) {
    Map<String, Integer> words = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      StringBuilder word = new StringBuilder();
      for (int id : letters(rng, 1 + rng.nextInt(9))) {
        word.append(LETTERS.get(id));
      }
      words.merge(word.toString(), 1 + rng.nextInt(3), Integer::sum);
    }
    return words;
  }

  @Test
  void theMostFrequentPairIsLearnedAsIfAllWereCountedAnew() {
    for (int seed = 0; seed < 50; seed++) {
      Map<String, Integer> words = words(Rng.of(seed));
      List<Merges.Rule> rules = trained(words, 30).rules();
      assertThat(rules).as("seed %d", seed).isEqualTo(simplyTrained(words, rules.size()));
    }
  }

  @Test
  void rulesApplyAsIfOneAfterTheOtherWentOverTheWord() {
    for (int seed = 0; seed < 50; seed++) {
      Rng rng = Rng.of(seed);
      Merges merges = trained(words(rng), 30);
      for (int i = 0; i < 50; i++) {
        int[] word = letters(rng, rng.nextInt(30));
        assertThat(merges.apply(word))
            .as("seed %d, %s", seed, Arrays.toString(word))
            .isEqualTo(simplyApplied(merges, word));
      }
    }
  }

  @Test
  void ofOverlappingPairsTheLeftmostIsMerged() {
    Merges merges = new Merges();
    merges.add(0, 0, 3);
    assertThat(merges.apply(0, 0, 0)).containsExactly(3, 0);
  }
}
