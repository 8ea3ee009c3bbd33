package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which members are shown. {@code Set.of} and {@code Map.of} take another one in each
 * run of Java, and a notebook that is run again would differ: what has no order of its own is
 * sorted.
 */
final class Order {

  private static final String IMMUTABLE = "java.util.ImmutableCollections";

  /** Sorting more takes longer than a learner waits. */
  private static final int MOST_SORTED = 10_000;

  private Order() {}

  static List<Object> of(Set<?> set) {
    return set.getClass() == HashSet.class || isImmutable(set)
        ? sorted(set, member -> member)
        : new ArrayList<>(set);
  }

  static List<Map.Entry<?, ?>> of(Map<?, ?> map) {
    return map.getClass() == HashMap.class || isImmutable(map)
        ? sorted(map.entrySet(), Map.Entry::getKey)
        : new ArrayList<>(map.entrySet());
  }

  private static boolean isImmutable(Object collection) {
    return collection.getClass().getName().startsWith(IMMUTABLE);
  }

  private static <T> List<T> sorted(
      Collection<? extends T> members, java.util.function.Function<T, Object> key) {
    List<T> list = new ArrayList<>(members);
    if (list.size() > MOST_SORTED) {
      return list;
    }
    boolean numbers = list.stream().map(key).allMatch(Number.class::isInstance);
    Comparator<T> bySize =
        Comparator.comparingDouble(member -> ((Number) key.apply(member)).doubleValue());
    Comparator<T> byText = Comparator.comparing(member -> Brief.of(key.apply(member)));
    list.sort(numbers ? bySize : byText);
    return list;
  }
}
