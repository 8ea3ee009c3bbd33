package org.neuronbook.grader.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuronbook.grader.wire.Everything.Chain;
import org.neuronbook.grader.wire.Everything.Colour;
import org.neuronbook.grader.wire.Everything.Counter;
import org.neuronbook.grader.wire.Everything.Inner;
import org.neuronbook.grader.wire.Everything.Outer;

class PeerTest {
  private Conversation conversation;
  private Everything other;

  @BeforeEach
  void begin() throws IOException {
    conversation = new Conversation(new Obliging());
    other = conversation.other;
  }

  @AfterEach
  void end() throws Exception {
    conversation.close();
  }

  @Test
  void carriesEveryKindOfNumber() {
    assertThat(other.sum((byte) -1, (short) 2, 'c', 4, 1L << 40, 0.5f, 1e-3, true))
        .isEqualTo(-1 + 2 + 'c' + 4 + (1L << 40) + 0.5f + 1e-3 + 1);
    assertThat(other.boxed(null)).isNull();
    assertThat(other.boxed(Double.NaN)).isNaN();
    assertThat(other.boxed(-0.0)).isEqualTo(-0.0);
  }

  @Test
  void carriesTextsAsTheyAre() {
    String odd = "ä\uD83D\uDE00 lone \uD83D, \u0000";
    assertThat(other.text(odd)).isEqualTo(odd);
    assertThat(other.text("")).isEmpty();
    assertThat(other.text(null)).isNull();
    assertThat(other.words(new String[] {"a", null})).containsExactly("a", null);
  }

  @Test
  void carriesMatricesWithUnevenAndMissingRows() {
    double[][] rows = {{1, 2}, {}, null, {3}};
    assertThat(other.matrix(rows)).isDeepEqualTo(rows).isNotSameAs(rows);
    assertThat(other.matrix(null)).isNull();
  }

  @Test
  void carriesRecordsInRecords() {
    var inner = new Inner(new double[] {1, 2}, "two");
    Outer back = other.outer(new Outer(inner, List.of(new int[] {3}), Colour.GREEN, null));
    assertThat(back.inner().numbers()).containsExactly(1, 2);
    assertThat(back.inner().text()).isEqualTo("two");
    assertThat(back.lists().get(0)).containsExactly(3);
    assertThat(back.colour()).isEqualTo(Colour.GREEN);
    assertThat(back.maybe()).isNull();
    assertThat(other.chain(new Chain(1, new Chain(2, null))))
        .isEqualTo(new Chain(1, new Chain(2, null)));
  }

  @Test
  void carriesMatricesOfEjmlAndTheirChanges() {
    var matrix = new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, Double.NaN}});
    var turned = new DMatrixRMaj(new double[][] {{1, 4}, {2, 5}, {3, Double.NaN}});
    List<DMatrixRMaj> both = other.turn(matrix);
    assertThat(both).hasSize(2);
    for (DMatrixRMaj each : List.of(both.get(0), both.get(1), matrix)) {
      assertThat(List.of(each.numRows, each.numCols)).containsExactly(3, 2);
      assertThat(each.data).startsWith(turned.data);
    }
    assertThat(both.get(0)).isNotSameAs(matrix);
    assertThat(other.turn(new DMatrixRMaj(0, 3)).get(0).numRows).isEqualTo(3);
  }

  @Test
  void carriesMapsInTheirOrderAndTheChangesInThem() {
    Map<Colour, double[]> numbers = new LinkedHashMap<>();
    numbers.put(Colour.RED, new double[] {1, 2});
    numbers.put(Colour.GREEN, new double[] {3});
    Map<String, double[]> named = other.named(numbers);
    assertThat(named.keySet()).containsExactly("RED", "GREEN");
    assertThat(named.get("RED")).containsExactly(-1, 2);
    assertThat(numbers.get(Colour.RED)).containsExactly(-1, 2);
    assertThat(numbers.get(Colour.GREEN)).containsExactly(-3);
    assertThatThrownBy(() -> named.put("BLUE", null))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(other.named(Map.of())).isEmpty();
  }

  @Test
  void refusesAMatrixThatIsNotWhole() {
    var hollow = new DMatrixRMaj(2, 2);
    hollow.data = new double[3];
    assertThatThrownBy(() -> other.turn(hollow))
        .hasMessage("a matrix of 2 rows and 2 columns has only 3 numbers");
  }

  @Test
  void bringsChangedArgumentsBack() {
    double[] x = {1, 2};
    int[][] y = {{3, 4}, {5}};
    var inner = new Inner(new double[] {6}, "");
    List<double[]> list = List.of(new double[] {7});
    int[] firstRow = y[0];
    other.negate(x, y, inner, list);
    assertThat(x).containsExactly(-1, 2);
    assertThat(y).isDeepEqualTo(new int[][] {{-3, 4}, {7, 8, 9}});
    assertThat(firstRow).as("a row changed in place is the same row").containsExactly(-3, 4);
    assertThat(inner.numbers()).containsExactly(-6);
    assertThat(list.get(0)).containsExactly(-7);
    long[] more = {1};
    float[] evenMore = {2};
    byte[] bytes = {3};
    assertThat(other.flags(new boolean[] {true, false}, more, evenMore, bytes))
        .containsExactly(true, false);
    assertThat(more).containsExactly(2);
    assertThat(evenMore).containsExactly(3);
    assertThat(bytes).containsExactly(4);
  }

  @Test
  void callsBackFromInsideACall() {
    assertThat(other.apply(x -> x * x, 3)).isEqualTo(9);
    assertThat(other.apply(x -> 1 + other.apply(y -> 2 * y, x), 5)).isEqualTo(11);
  }

  @Test
  void leavesObjectsWhereTheyAre() {
    Counter far = other.counter(10);
    assertThat(far.next(5)).isEqualTo(15);
    assertThat(other.advance(far, 3)).as("an object that goes home").isEqualTo(18);
    assertThat(far.next(0)).isEqualTo(18);
    assertThat(far).isEqualTo(far).isNotEqualTo(other.counter(10));
    assertThat(far.toString()).isEqualTo("Counter");
  }

  @Test
  void tellsWhatWasThrown() {
    assertThatThrownBy(() -> other.fail("on purpose"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("on purpose");
    assertThatThrownBy(
            () ->
                other.apply(
                    x -> {
                      throw new IllegalStateException("in a callback");
                    },
                    1))
        .hasMessage("in a callback");
    assertThat(other.boxed(1.0)).as("goes on afterwards").isEqualTo(1);
  }

  @Test
  void refusesValuesLargerThanAFrame() {
    var large = new double[3_000_000];
    assertThatThrownBy(() -> other.matrix(new double[][] {large}))
        .hasMessageContaining("a value of more than 16,777,216 bytes does not go over the pipe");
  }

  interface Unfit {
    Map<double[], Integer> counts(Object anything);
  }

  @Test
  void refusesContractsThatDoNotFit() {
    Peer.check(Everything.class);
    assertThatThrownBy(() -> Peer.check(Unfit.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.util.Map<double[], java.lang.Integer>")
        .hasMessageContaining("a contract may use");
  }
}
