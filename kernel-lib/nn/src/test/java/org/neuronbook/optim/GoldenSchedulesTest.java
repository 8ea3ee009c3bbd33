package org.neuronbook.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Golden;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Tensor;

class GoldenSchedulesTest {

  @TestFactory
  Stream<DynamicTest> everyScheduleGivesPyTorchsRates() {
    return Golden.cases("schedules.json").stream()
        .map(
            each ->
                dynamicTest(
                    each.get("schedule").getAsString() + " " + each.get("arguments"),
                    () -> compare(each)));
  }

  private static void compare(JsonObject golden) {
    Optimizer optimizer =
        new Sgd(List.of(new Parameter("w", Tensor.of(1))), golden.get("rate").getAsDouble());
    double[] losses =
        golden.get("losses").isJsonNull() ? null : numbers(golden.getAsJsonArray("losses"));
    Runnable step = make(golden, optimizer, losses);
    double[] expected = numbers(golden.getAsJsonArray("rates"));
    for (int t = 0; t < expected.length; t++) {
      assertThat(optimizer.learningRate())
          .as("learning rate at step " + t)
          .isCloseTo(expected[t], within(1e-12));
      step.run();
    }
  }

  private static Runnable make(JsonObject golden, Optimizer optimizer, double[] losses) {
    double[] a = numbers(golden.getAsJsonArray("arguments"));
    switch (golden.get("schedule").getAsString()) {
      case "step":
        return Schedule.step(optimizer, (int) a[0], a[1])::step;
      case "cosine":
        return Schedule.cosine(optimizer, (int) a[0], a[1])::step;
      case "linearWarmup":
        return Schedule.linearWarmup(optimizer, (int) a[0], a[1])::step;
      case "warmupCosine":
        return Schedule.warmupCosine(optimizer, (int) a[0], (int) a[1], a[2])::step;
      case "oneCycle":
        return Schedule.oneCycle(optimizer, a[0], (int) a[1])::step;
      case "plateau":
        Plateau plateau =
            new Plateau(
                optimizer,
                new Plateau.Options()
                    .withFactor(a[0])
                    .withPatience((int) a[1])
                    .withThreshold(a[2])
                    .withCooldown((int) a[3])
                    .withMinimum(a[4]));
        int[] next = {0};
        return () -> plateau.step(losses[next[0]++]);
      default:
        throw new AssertionError("golden_optim.py has a schedule that the test cannot make");
    }
  }

  private static double[] numbers(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(e -> e.getAsString().equals("nan") ? Double.NaN : e.getAsDouble())
        .toArray();
  }

  @Test
  void everyScheduleHasGoldenNumbers() {
    Set<String> made =
        Arrays.stream(Schedule.class.getDeclaredMethods())
            .filter(m -> m.getReturnType() == Schedule.class && !m.isSynthetic())
            .map(m -> m.getName())
            .filter(name -> !name.equals("of"))
            .collect(Collectors.toCollection(TreeSet::new));
    made.add("plateau");
    assertThat(
            Golden.cases("schedules.json").stream()
                .map(each -> each.get("schedule").getAsString())
                .collect(Collectors.toSet()))
        .as("schedules in golden_optim.py: add new ones there and run it")
        .containsExactlyInAnyOrderElementsOf(made);
  }
}
