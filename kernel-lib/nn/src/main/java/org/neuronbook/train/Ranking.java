package org.neuronbook.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Labels;
import org.neuronbook.tensor.Refuse;

/**
 * Rows of two classes sorted by score: how many of each lie at or above every distinct score, which
 * is the threshold, falling from infinity.
 */
record Ranking(int[] truePositives, int[] falsePositives, double[] thresholds) {

  static Ranking of(String op, double[] scores, int[] labels) {
    Labels.require(op, labels, scores.length, 2);
    for (int i = 0; i < scores.length; i++) {
      Refuse.when(Double.isNaN(scores[i]))
          .saying(
              "%s: expected scores that are numbers, got NaN at index %s. Did the training diverge?",
              op, i);
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> scores[row]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    int[] hits = new int[order.length + 1];
    int[] alarms = new int[order.length + 1];
    double[] thresholds = new double[order.length + 1];
    thresholds[0] = Double.POSITIVE_INFINITY;
    int point = 0;
    for (int i = 0; i < order.length; i++) {
      double score = scores[order[i]];
      // != and not Double.compare: 0.0 and -0.0 are one score.
      if (i == 0 || score != scores[order[i - 1]]) {
        point++;
        hits[point] = hits[point - 1];
        alarms[point] = alarms[point - 1];
        thresholds[point] = score;
      }
      hits[point] += labels[order[i]];
      alarms[point] += 1 - labels[order[i]];
    }
    return new Ranking(
        Arrays.copyOf(hits, point + 1),
        Arrays.copyOf(alarms, point + 1),
        Arrays.copyOf(thresholds, point + 1));
  }

  int positives() {
    return truePositives[truePositives.length - 1];
  }

  int negatives() {
    return falsePositives[falsePositives.length - 1];
  }

  static void requireSome(String op, String kind, int count) {
    Refuse.when(count == 0)
        .saying(
            "%s: expected at least 1 %s row, got 0 among the labels. The curve needs it: take more data",
            op, kind);
  }
}
