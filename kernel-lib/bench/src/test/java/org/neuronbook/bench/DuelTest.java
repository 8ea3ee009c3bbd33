package org.neuronbook.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The harness on a clock that only contenders move. */
class DuelTest {
  private static final long MS = 1_000_000;

  private long now;
  private final List<String> events = new ArrayList<>();

  private final class Pretended implements Contender {
    private final String name;
    private final long[] nanos;
    private int steps;

    /**
     * @param nanos of one step after the other; the last one of all further
     */
    Pretended(String name, long... nanos) {
      this.name = name;
      this.nanos = nanos;
    }

    @Override
    public double step() {
      now += nanos[Math.min(steps++, nanos.length - 1)];
      return 0;
    }

    @Override
    public void enter() {
      events.add(name);
    }

    @Override
    public void leave() {
      events.add("/" + name);
    }
  }

  private List<Timing> run(Contender... contenders) {
    return new Duel(1, () -> now).run(List.of(contenders));
  }

  @Test
  void tellsTheTimeOfOneStep() {
    List<Timing> timings = run(new Pretended("a", 2 * MS), new Pretended("b", 3 * MS));

    assertThat(timings.get(0).ms()).isEqualTo(2, within(1e-9));
    assertThat(timings.get(1).ms()).isEqualTo(3, within(1e-9));
    assertThat(timings.get(0).spread()).isEqualTo(0, within(1e-9));
    assertThat(timings.get(0).warm()).isTrue();
  }

  @Test
  void contendersTakeTurnsAndEachIsSwitchedOffBeforeTheNext() {
    run(new Pretended("a", 5 * MS), new Pretended("b", 5 * MS));

    for (int i = 0; i < events.size(); i += 2) {
      assertThat(events.get(i + 1)).isEqualTo("/" + events.get(i));
    }
    long a = events.stream().filter("a"::equals).count();
    long b = events.stream().filter("b"::equals).count();
    assertThat(a).isEqualTo(b).isGreaterThan(10);
    assertThat(longestRun("a")).as("blocks of one contender in a row").isLessThanOrEqualTo(3);
  }

  private int longestRun(String name) {
    int longest = 0;
    int run = 0;
    List<String> starts = events.stream().filter(event -> !event.startsWith("/")).toList();
    // What is before the first turn of b finds the size of a block.
    for (String start : starts.subList(starts.indexOf("b"), starts.size())) {
      run = start.equals(name) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  @Test
  void slowStepsAtTheBeginningAreNotMeasured() {
    long[] nanos = new long[21];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = (21 - i) * MS;
    }

    assertThat(run(new Pretended("warming", nanos)).get(0).ms()).isEqualTo(1, within(1e-9));
  }

  @Test
  void theFirstStepOfABlockIsNotCounted() {
    boolean[] fresh = new boolean[1];
    Contender cold =
        new Contender() {
          @Override
          public void enter() {
            fresh[0] = true;
          }

          @Override
          public double step() {
            now += fresh[0] ? 100 * MS : MS;
            fresh[0] = false;
            return 0;
          }
        };

    assertThat(run(cold).get(0).ms()).isEqualTo(1, within(1e-9));
  }

  @Test
  void aBlockThatSomethingStruckDoesNotMoveTheMedian() {
    long[] nanos = new long[2000];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = i % 151 == 150 ? 500 * MS : MS;
    }

    assertThat(run(new Pretended("struck", nanos)).get(0).ms()).isEqualTo(1, within(1e-9));
  }

  @Test
  void saysWhenTimesStillFall() {
    assertThat(Duel.steady(new double[] {4, 4, 4, 4, 4, 4})).isTrue();
    assertThat(Duel.steady(new double[] {4, 4, 4, 5, 5, 5})).isTrue();
    assertThat(Duel.steady(new double[] {4, 4, 4, 3, 3, 3})).isFalse();
  }

  @Test
  void countsWhatAllThreadsAllocate() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    byte[][] kept = new byte[2][];
    Contender allocating =
        () -> {
          now += MS;
          kept[0] = new byte[50_000];
          try {
            worker.submit(() -> kept[1] = new byte[100_000]).get();
          } catch (InterruptedException | ExecutionException problem) {
            throw new IllegalStateException(problem);
          }
          return kept[0].length;
        };

    assertThat(run(allocating).get(0).heapBytes()).isBetween(150_000L, 170_000L);
    worker.shutdown();
  }

  @Test
  void quantilesLieBetweenTheirNeighbours() {
    assertThat(Duel.quantile(new double[] {1, 2, 4}, 0.5)).isEqualTo(2);
    assertThat(Duel.quantile(new double[] {1, 2, 4, 8}, 0.5)).isEqualTo(3);
    assertThat(Duel.quantile(new double[] {1, 2, 4}, 0.75)).isEqualTo(3);
  }
}
