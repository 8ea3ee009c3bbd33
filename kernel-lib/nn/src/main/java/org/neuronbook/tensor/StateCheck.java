package org.neuronbook.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds everything in which a saved state differs from what is to take it. */
public final class StateCheck {
  private StateCheck() {}

  /**
   * One line a difference; none if the state fits.
   *
   * @param hints whether a name that is not expected brings up a similar one that is missing
   */
  public static List<String> problems(
      Map<String, Shape> mine, Map<String, Tensor> state, boolean hints) {
    List<String> problems = new ArrayList<>();
    mine.forEach(
        (path, shape) -> {
          if (!state.containsKey(path)) {
            problems.add("missing " + path + " " + shape);
          } else if (!state.get(path).shape().equals(shape)) {
            Shape actual = state.get(path).shape();
            problems.add("wrong shape of %s: expected %s, got %s".formatted(path, shape, actual));
          }
        });
    List<String> lacking = mine.keySet().stream().filter(path -> !state.containsKey(path)).toList();
    state.forEach(
        (path, tensor) -> {
          if (!mine.containsKey(path)) {
            String hint = hints ? hint(path, lacking) : "";
            problems.add("unexpected " + path + " " + tensor.shape() + hint);
          }
        });
    return problems;
  }

  private static String hint(String path, List<String> lacking) {
    Optional<String> nearest =
        lacking.stream()
            .filter(each -> distance(path, each) <= Math.max(2, path.length() / 3))
            .min(Comparator.comparingInt(each -> distance(path, each)));
    return nearest.map(each -> ". Did you mean " + each + "?").orElse("");
  }

  private static int distance(String a, String b) {
    return Text.distance(a.chars().boxed().toList(), b.chars().boxed().toList());
  }
}
