package org.neuronbook.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbook.compute.Compute;
import org.neuronbook.tensor.Tensor;

/** The benchmarks without the native code of the peers: harness, file, and EJML as a peer. */
class BenchTest {
  @TempDir private Path folder;
  private final List<String> printed = new ArrayList<>();

  private void bench(String... words) throws IOException {
    new BenchMain(List.of(words), printed::add).run();
  }

  private static Case named(String name) {
    return Cases.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void writesEachComparisonWithMachineAndPrecision() throws IOException {
    Path file = folder.resolve("deeper/bench.json");
    bench("--cases=xor", "--peers=ejml", "--seconds=0.01", "--out=" + file);

    JsonArray rows = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    assertThat(rows).isNotEmpty();
    JsonObject row = rows.get(0).getAsJsonObject();
    assertThat(row.get("case").getAsString()).isEqualTo("xor");
    assertThat(row.get("peer").getAsString()).isEqualTo("plain EJML 0.46.1, float64");
    assertThat(row.get("precision").getAsString()).isEqualTo("float64 / float64");
    assertThat(row.get("ratio").getAsDouble())
        .isEqualTo(
            row.get("ours_ms").getAsDouble() / row.get("peer_ms").getAsDouble(), within(1e-12));
    assertThat(row.get("machine").getAsString()).contains("processors");
    assertThat(row.get("ours_bytes_per_step").getAsLong()).isGreaterThan(0);
    assertThat(printed).anyMatch(line -> line.startsWith("xor ") && line.contains("plain EJML"));
  }

  @Test
  void measuresUsAloneWithoutPeers() throws IOException {
    Path file = folder.resolve("bench.json");
    bench("--cases=xor", "--peers=none", "--seconds=0.01", "--out=" + file);

    JsonObject row =
        JsonParser.parseString(Files.readString(file)).getAsJsonArray().get(0).getAsJsonObject();
    assertThat(row.get("ours_ms").getAsDouble()).isGreaterThan(0);
    assertThat(row.get("ratio").isJsonNull()).isTrue();
  }

  @Test
  void listsCasesAndPeers() throws IOException {
    bench("--list");

    assertThat(printed)
        .anyMatch(line -> line.startsWith("convnet"))
        .anyMatch(line -> line.startsWith("djl") && line.contains("float64"))
        .anyMatch(line -> line.startsWith("dl4j"));
  }

  @Test
  void saysWhichCaseOrPeerThereIsNot() {
    String out = "--out=" + folder.resolve("bench.json");
    assertThatThrownBy(() -> bench("--cases=mpl", out))
        .hasMessage("--cases: expected a case, got 'mpl'. --list names them all");
    assertThatThrownBy(() -> bench("--peers=torch", out))
        .hasMessage("--peers: expected a peer, got 'torch'. --list names them all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xor", "mlp", "mlp-depth-4", "convnet"})
  void plainEjmlLosesTheSameAsWe(String name) {
    Problem problem = named(name).problem();
    OurNet ours = new OurNet(problem, Precision.FLOAT64);
    EjmlNet theirs = new EjmlNet(problem, OurNet.weights(problem));

    double first = 0;
    double last = 0;
    for (int step = 0; step < 5; step++) {
      double loss = ours.step();
      assertThat(theirs.step()).as("loss at step " + step).isEqualTo(loss, within(1e-9));
      first = step == 0 ? loss : first;
      last = loss;
    }
    assertThat(last).as("the loss after 5 steps").isLessThan(first);
  }

  @Test
  void ourProductsInFloatAreMeasuredBesideThoseInDoubleAndSwitchedOffAgain() throws IOException {
    Path file = folder.resolve("bench.json");
    bench("--cases=xor", "--peers=ejml", "--seconds=0.01", "--out=" + file);

    JsonArray rows = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).getAsJsonObject().get("precision").getAsString())
        .isEqualTo("float32 products / float64");
    assertThat(Compute.products()).isEqualTo(org.neuronbook.compute.Precision.FLOAT64);
  }

  @Test
  void refusesToCompareUnequalWork() {
    Peer lazy =
        new Peer(
            "lazy",
            "Lazy 1.0",
            Precision.FLOAT64,
            problem -> true,
            (Problem problem, Map<String, Tensor> weights) -> () -> 0.25);
    Bench bench =
        new Bench(Machine.here(), List.of(lazy), new Duel(0.01, System::nanoTime), printed::add);

    assertThatThrownBy(() -> bench.run(named("xor")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("xor: expected the same loss from the same weights")
        .hasMessageContaining("0.2500000000 from Lazy 1.0, float64 at step 0");
  }

  @Test
  void namesOfCasesAreUnique() {
    assertThat(Cases.all().stream().map(Case::name)).doesNotHaveDuplicates();
  }

  @Test
  void countsTheOperationsOfProducts() {
    // Forward twice 64 x 784 x 128 and 64 x 128 x 10; backward as much again for the weights, and
    // once more for the input of the second layer.
    assertThat(named("mlp").problem().flops()).isEqualTo(2.0 * 64 * (2 * 784 * 128 + 3 * 128 * 10));
    double first = 2.0 * 64 * 26 * 26 * 9 * 32;
    double second = 2.0 * 64 * 11 * 11 * 32 * 9 * 64;
    double dense = 2.0 * 64 * (64 * 25 * 128 + 128 * 10);
    assertThat(named("convnet").problem().flops()).isEqualTo(2 * first + 3 * (second + dense));
    assertThat(named("transformer").problem().flops()).isNull();
  }
}
