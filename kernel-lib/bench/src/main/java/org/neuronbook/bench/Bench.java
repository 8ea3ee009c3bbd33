package org.neuronbook.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.neuronbook.tensor.Tensor;

/** Runs cases: builds the contenders, proves that they do equal work, measures, compares. */
final class Bench {
  /** Steps whose losses are compared before anything is measured. */
  private static final int PROOF = 5;

  private final Machine machine;
  private final List<Peer> peers;
  private final Duel duel;
  private final Consumer<String> out;
  private final Map<Precision, Double> peaks = new LinkedHashMap<>();

  Bench(Machine machine, List<Peer> peers, Duel duel, Consumer<String> out) {
    this.machine = machine;
    this.peers = peers;
    this.duel = duel;
    this.out = out;
  }

  private record Side(Precision precision, Peer peer, Contender contender) {
    String title() {
      return peer == null ? "ours, " + precision : peer.toString();
    }
  }

  List<Row> run(Case one) {
    List<Side> sides = new ArrayList<>();
    try {
      Map<String, Tensor> weights = OurNet.weights(one.problem());
      for (Precision precision : List.of(Precision.FLOAT64, Precision.FLOAT32_PRODUCTS)) {
        sides.add(new Side(precision, null, new OurNet(one.problem(), precision)));
      }
      for (Peer peer : peers) {
        if (peer.can().test(one.problem())) {
          sides.add(new Side(peer.precision(), peer, peer.build().apply(one.problem(), weights)));
        }
      }
      double[] differences = proveEqualWork(one, sides);
      return compare(one, sides, differences, duel.run(contenders(sides)));
    } finally {
      sides.forEach(side -> side.contender().close());
    }
  }

  private static List<Contender> contenders(List<Side> sides) {
    return sides.stream().map(Side::contender).toList();
  }

  /**
   * Takes some steps with all contenders from the same weights: their losses must agree.
   *
   * @return the greatest relative difference to our loss in double, for each side
   */
  private static double[] proveEqualWork(Case one, List<Side> sides) {
    double[] worst = new double[sides.size()];
    for (int step = 0; step < PROOF; step++) {
      double ours = 0;
      for (int i = 0; i < sides.size(); i++) {
        Side side = sides.get(i);
        double loss = loss(side.contender());
        ours = i == 0 ? loss : ours;
        double difference = Math.abs(loss - ours) / Math.max(1e-3, Math.abs(ours));
        worst[i] = Math.max(worst[i], difference);
        if (!(difference <= side.precision().tolerance())) {
          throw new IllegalStateException(
              ("%s: expected the same loss from the same weights, got %.10f from us and %.10f from"
                      + " %s at step %d. Their work is not equal, so comparing times says nothing")
                  .formatted(one.name(), ours, loss, side.title(), step));
        }
      }
    }
    return worst;
  }

  private static double loss(Contender contender) {
    contender.enter();
    try {
      return contender.step();
    } finally {
      contender.leave();
    }
  }

  private List<Row> compare(
      Case one, List<Side> sides, double[] differences, List<Timing> timings) {
    Double flops = one.problem().flops();
    if (one.name().equals(Cases.PEAK)) {
      for (int i = 0; i < sides.size(); i++) {
        peaks.merge(kind(sides.get(i)), flops / timings.get(i).ms(), Math::max);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int us = 0; us < sides.size() && sides.get(us).peer() == null; us++) {
      Side ours = sides.get(us);
      Timing mine = timings.get(us);
      Double peak = peaks.get(kind(ours));
      Double share = peak == null || flops == null ? null : flops / mine.ms() / peak;
      List<Row> own = new ArrayList<>();
      for (int i = us + 1; i < sides.size(); i++) {
        if (sides.get(i).peer() != null) {
          own.add(row(one, ours, mine, sides.get(i), timings.get(i), differences[i], share));
        }
      }
      if (own.isEmpty()) {
        own.add(row(one, ours, mine, null, null, null, share));
      }
      own.forEach(row -> out.accept(row.line(ours.precision().toString())));
      rows.addAll(own);
    }
    return rows;
  }

  /** Products in float32 have the peak of float32. */
  private static Precision kind(Side side) {
    return side.precision() == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32;
  }

  private Row row(
      Case one, Side ours, Timing mine, Side peer, Timing theirs, Double difference, Double share) {
    Double flops = one.problem().flops();
    return new Row(
        one.name(),
        mine.ms(),
        peer == null ? null : peer.peer().toString(),
        theirs == null ? null : theirs.ms(),
        theirs == null ? null : mine.ms() / theirs.ms(),
        ours.precision() + (peer == null ? "" : " / " + peer.precision()),
        mine.spread(),
        theirs == null ? null : theirs.spread(),
        mine.warm() && (theirs == null || theirs.warm()),
        mine.heapBytes(),
        theirs == null ? null : theirs.heapBytes(),
        mine.collections(),
        difference,
        flops == null ? null : flops / mine.ms() / 1e6,
        share,
        machine.name(),
        machine.jdk(),
        machine.collector(),
        machine.engine(),
        machine.threads());
  }
}
