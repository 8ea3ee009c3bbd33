package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** What a layer remembers without learning it, and which parameters stay as they are. */
class BufferTest {

  /** Counts its calls in a buffer. */
  private static final class Counting extends Layer {
    final Parameter scale = parameter("scale", Tensor.ones(2));
    final Buffer calls = buffer("calls", Tensor.zeros(1));

    @Override
    public Tensor forward(Tensor x) {
      calls.assign(calls.value().add(1));
      return x.mul(scale);
    }

    void addBuffer(String name) {
      buffer(name, Tensor.zeros(1));
    }
  }

  private static final class Network extends Layer {
    final Linear fc = add("fc", new Linear(2, 2, Rng.of(1)));
    final Counting counting = add("counting", new Counting());
    final Linear head = add("head", new Linear(2, 1, Rng.of(2)));

    @Override
    public Tensor forward(Tensor x) {
      return head.forward(counting.forward(fc.forward(x)));
    }
  }

  private final Network network = new Network();

  @Test
  void buffersAreInTheStateBesideTheParametersOfTheirLayer() {
    assertThat(network.state().keySet())
        .containsExactly(
            "fc.weight", "fc.bias", "counting.scale", "counting.calls", "head.weight", "head.bias");
    assertThat(network.namedBuffers().keySet()).containsExactly("counting.calls");
  }

  @Test
  void optimisersDoNotSeeBuffers() {
    assertThat(network.parameters()).hasSize(5);
    assertThat(network.parameterCount()).isEqualTo(6 + 2 + 3);
  }

  @Test
  void aStateBringsBuffersBack() {
    network.forward(Tensor.ones(3, 2));
    Map<String, Tensor> state = network.state();
    network.forward(Tensor.ones(3, 2));
    assertThat(state.get("counting.calls").toArray()).containsExactly(1);
    network.load(state);
    assertThat(network.counting.calls.value().toArray()).containsExactly(1);
  }

  @Test
  void everyFaultOfAStateIsReportedForBuffersToo() {
    Map<String, Tensor> state = new LinkedHashMap<>(network.state());
    state.remove("counting.calls");
    state.put("counting.call", Tensor.ones(1));
    state.put("fc.bias", Tensor.ones(3));
    assertThatThrownBy(() -> network.load(state))
        .hasMessage(
            "load: the state does not fit Network, nothing was changed:\n"
                + "  wrong shape of fc.bias: expected (2), got (3)\n"
                + "  missing counting.calls (1)\n"
                + "  unexpected counting.call (1). Did you mean counting.calls?");
  }

  @Test
  void aBufferKeepsItsShapeAndNoGraph() {
    assertThatThrownBy(() -> network.counting.calls.assign(Tensor.ones(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("assign to calls: expected equal shapes, got (2) and (1)");
    network.counting.calls.assign(new Parameter("p", Tensor.ones(1)).mul(3));
    assertThat(network.counting.calls.value().requiresGrad()).isFalse();
    assertThat(network.counting.calls.value().toArray()).containsExactly(3);
  }

  @Test
  void aBufferNeedsANameOfItsOwn() {
    assertThatThrownBy(() -> network.counting.addBuffer("scale"))
        .hasMessageContaining("already has a \"scale\"");
    assertThatThrownBy(() -> network.counting.addBuffer("calls"))
        .hasMessageContaining("already has a \"calls\"");
  }

  // ---- freezing

  @Test
  void freezingByPatternReachesTheParametersThatMatch() {
    assertThat(network.freeze("*.bias")).isSameAs(network);
    assertThat(network.fc.bias.requiresGrad()).isFalse();
    assertThat(network.head.bias.requiresGrad()).isFalse();
    assertThat(network.fc.weight.requiresGrad()).isTrue();
    network.unfreeze("head.*");
    assertThat(network.head.bias.requiresGrad()).isTrue();
    assertThat(network.fc.bias.requiresGrad()).isFalse();
  }

  @Test
  void aPatternMatchesTheWholePathAndADotIsADot() {
    network.freeze("fc*weight");
    assertThat(network.parameters()).filteredOn(p -> !p.requiresGrad()).hasSize(1);
    assertThatThrownBy(() -> network.freeze("weight")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> network.freeze("fc?weight")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> network.freeze("fc.weigh")).isInstanceOf(RuntimeException.class);
  }

  @Test
  void aFrozenPartStaysAsItIsWhileTheRestLearns() {
    network.freeze("fc.*");
    network.forward(Tensor.ones(3, 2)).sum().backward();
    assertThat(network.fc.weight.grad()).isNull();
    assertThat(network.head.weight.grad()).isNotNull();
  }
}
