package org.neuronbook.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Golden;
import org.neuronbook.tensor.Ops;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Tensor;

public class GoldenOptimizersTest {

  @TestFactory
  Stream<DynamicTest> tenStepsGivePyTorchsNumbers() {
    return golden()
        .map(
            each ->
                dynamicTest(
                    each.get("optimizer").getAsString()
                        + " "
                        + (each.has("options")
                            ? each.get("options") + " " + each.get("groups")
                            : ""),
                    () -> compare(each)));
  }

  private static Stream<JsonObject> golden() {
    return Stream.of("optimizers.json", "optim.json").flatMap(f -> Golden.cases(f).stream());
  }

  private static void compare(JsonObject golden) {
    List<Parameter> parameters = new ArrayList<>();
    golden
        .getAsJsonArray("start")
        .forEach(p -> parameters.add(new Parameter("p" + parameters.size(), Golden.tensor(p))));
    Optimizer optimizer =
        golden.has("options")
            ? withOptions(golden, parameters)
            : make(golden.get("optimizer").getAsString(), parameters);
    int step = 0;
    for (JsonObject each : Golden.objects(golden.getAsJsonArray("steps"))) {
      step++;
      optimizer.setLearningRate(each.get("learningRate").getAsDouble());
      optimizer.zeroGrad();
      JsonArray gradients = each.getAsJsonArray("gradients");
      for (int i = 0; i < parameters.size(); i++) {
        if (!gradients.get(i).isJsonNull()) {
          giveGradient(parameters.get(i), Golden.tensor(gradients.get(i)));
        }
      }
      optimizer.step();
      for (int i = 0; i < parameters.size(); i++) {
        Golden.assertSame(
            "parameter " + i + " after step " + step,
            parameters.get(i),
            each.getAsJsonArray("values").get(i));
      }
    }
    assertThat(step).isEqualTo(10);
  }

  /** Lets backward leave exactly this gradient. */
  static void giveGradient(Parameter parameter, Tensor gradient) {
    parameter.mul(gradient).sum().backward();
  }

  @Test
  void everyOptimizerHasGoldenNumbers() {
    assertThat(
            golden()
                .map(each -> each.get("optimizer").getAsString().replaceAll("\\(.*", ""))
                .collect(Collectors.toSet()))
        .as("optimisers in golden.py and golden_optim.py: add new ones there and run it")
        .containsExactlyInAnyOrderElementsOf(
            Ops.mainClasses().stream()
                .filter(each -> each.isAssignableTo(Optimizer.class))
                .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(each -> each.getSimpleName())
                .toList());
  }

  private static Optimizer withOptions(JsonObject golden, List<Parameter> parameters) {
    Optimizer optimizer =
        withOptions(
            golden.get("optimizer").getAsString(),
            parameters,
            golden.get("learningRate").getAsDouble(),
            golden.getAsJsonObject("options"));
    for (JsonObject group : Golden.objects(golden.getAsJsonArray("groups"))) {
      optimizer.setGroup(
          new ParameterGroup(
              Arrays.stream(Golden.ints(group.get("parameters")))
                  .mapToObj(parameters::get)
                  .toList(),
              group.get("factor").getAsDouble(),
              group.get("weightDecay").getAsDouble()));
    }
    return optimizer;
  }

  private static Optimizer withOptions(
      String name, List<Parameter> parameters, double rate, JsonObject options) {
    ToDoubleFunction<String> number = key -> options.get(key).getAsDouble();
    double decay = number.applyAsDouble("weightDecay");
    switch (name) {
      case "Sgd":
        return new Sgd(
            parameters,
            rate,
            new Sgd.Options()
                .withMomentum(number.applyAsDouble("momentum"))
                .withDampening(number.applyAsDouble("dampening"))
                .withWeightDecay(decay)
                .withNesterov(options.get("nesterov").getAsBoolean()));
      case "Adam":
        return new Adam(parameters, rate, adam(number, decay));
      case "AdamW":
        return new AdamW(parameters, rate, adam(number, decay));
      case "Adagrad":
        return new Adagrad(
            parameters,
            rate,
            new Adagrad.Options(
                number.applyAsDouble("learningRateDecay"),
                decay,
                number.applyAsDouble("initialSum"),
                number.applyAsDouble("eps")));
      case "RmsProp":
        return new RmsProp(
            parameters,
            rate,
            new RmsProp.Options()
                .withAlpha(number.applyAsDouble("alpha"))
                .withEps(number.applyAsDouble("eps"))
                .withWeightDecay(decay)
                .withMomentum(number.applyAsDouble("momentum"))
                .withCentered(options.get("centered").getAsBoolean()));
      default:
        throw new AssertionError("golden_optim.py uses " + name + ", which the test cannot make");
    }
  }

  private static Adam.Options adam(ToDoubleFunction<String> number, double decay) {
    return new Adam.Options()
        .withBetas(number.applyAsDouble("beta1"), number.applyAsDouble("beta2"))
        .withEps(number.applyAsDouble("eps"))
        .withWeightDecay(decay);
  }

  /** The optimiser that a text such as {@code Sgd(0.05, 0.9)} means. */
  public static Optimizer make(String text, List<Parameter> parameters) {
    double[] numbers =
        Arrays.stream(text.substring(text.indexOf('(') + 1, text.length() - 1).split(", "))
            .mapToDouble(Double::parseDouble)
            .toArray();
    switch (text.substring(0, text.indexOf('(')) + " " + numbers.length) {
      case "Sgd 1":
        return new Sgd(parameters, numbers[0]);
      case "Sgd 2":
        return new Sgd(parameters, numbers[0], numbers[1]);
      case "Adam 1":
        return new Adam(parameters, numbers[0]);
      case "Adam 3":
        return new Adam(parameters, numbers[0], numbers[1], numbers[2]);
      default:
        throw new AssertionError("golden.py uses " + text + ", which the test cannot make");
    }
  }
}
