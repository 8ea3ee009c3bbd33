package org.neuronbook.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Text;

/**
 * How much of a translation stands in translations that people made, over a whole corpus: BP ·
 * exp((1/N) Σ log pₙ), from 0 to 1.
 *
 * <p>pₙ is the share of the candidates' n-grams that a reference has too, each counted at most as
 * often as in the one reference where it is most frequent. The brevity penalty BP is 1 for
 * candidates longer than their references, else exp(1 - r/c), with c the length of all candidates
 * and r that of the references nearest in length, the shorter at a tie. Counts are added up over
 * the corpus before anything is divided; nothing is smoothed, so that a corpus without one match of
 * some order scores 0, also when no candidate is that long.
 *
 * <pre>{@code
 * jshell> var candidate = List.of("the cat sat on a mat".split(" "))
 * jshell> var reference = List.of("the cat sat on the mat".split(" "))
 * jshell> Bleu.of(List.of(candidate), List.of(List.of(reference)))
 * BLEU 0.5373 (1-gram 0.8333, 2-gram 0.6000, 3-gram 0.5000, 4-gram 0.3333, brevity penalty 1.0000)
 * }</pre>
 *
 * <p>Source: Papineni, Roukos, Ward and Zhu, BLEU: a method for automatic evaluation of machine
 * translation, 2002.
 *
 * @param score BLEU
 * @param precisions pₙ for n from 1 to N
 * @param brevityPenalty BP, above 0 and at most 1; 0 if all candidates are empty
 */
public record Bleu(double score, double[] precisions, double brevityPenalty) {

  /** BLEU with n-grams of up to 4 words, as in the paper. */
  public static Bleu of(
      List<List<String>> candidates, List<? extends List<List<String>>> references) {
    return of(candidates, references, 4);
  }

  /**
   * BLEU of a corpus.
   *
   * @param candidates the sentences to judge, in words
   * @param references for each of them the right translations, at least one
   * @param longest N, the length of the longest n-grams
   */
  public static Bleu of(
      List<List<String>> candidates, List<? extends List<List<String>>> references, int longest) {
    require(candidates, references, longest);
    long[] matches = new long[longest];
    long[] totals = new long[longest];
    long candidateLength = 0;
    long referenceLength = 0;
    for (int i = 0; i < candidates.size(); i++) {
      List<String> candidate = candidates.get(i);
      candidateLength += candidate.size();
      referenceLength += nearestLength(candidate.size(), references.get(i));
      for (int n = 1; n <= longest; n++) {
        totals[n - 1] += Math.max(0, candidate.size() - n + 1);
        matches[n - 1] += matches(candidate, references.get(i), n);
      }
    }
    double[] precisions = new double[longest];
    double logs = 0;
    for (int n = 0; n < longest; n++) {
      precisions[n] = totals[n] == 0 ? 0 : (double) matches[n] / totals[n];
      logs += Math.log(precisions[n]) / longest; // log 0 is -∞, and exp gives 0 again
    }
    double penalty =
        candidateLength > referenceLength
            ? 1
            : candidateLength == 0 ? 0 : Math.exp(1 - (double) referenceLength / candidateLength);
    return new Bleu(penalty * Math.exp(logs), precisions, penalty);
  }

  private static void require(
      List<List<String>> candidates, List<? extends List<List<String>>> references, int longest) {
    Refuse.when(candidates.isEmpty() || candidates.size() != references.size())
        .saying(
            "Bleu: expected at least 1 candidate and references for each, got %s candidates and references for %s. Put the references of a sentence into a list of their own",
            candidates.size(), references.size());
    for (int i = 0; i < references.size(); i++) {
      Refuse.when(references.get(i).isEmpty())
          .saying("Bleu: expected at least 1 reference for candidate %s, got 0. Leave it out", i);
    }
    Refuse.when(longest < 1)
        .saying("Bleu: expected n-grams of at least 1 word, got %s. The paper takes 4", longest);
  }

  private static int nearestLength(int length, List<List<String>> references) {
    Comparator<Integer> byDistance = Comparator.comparingInt(n -> Math.abs(n - length));
    Comparator<Integer> shorterFirst = byDistance.thenComparing(Comparator.naturalOrder());
    return references.stream().map(List::size).min(shorterFirst).orElseThrow();
  }

  private static long matches(List<String> candidate, List<List<String>> references, int n) {
    Map<List<String>, Integer> most = new HashMap<>();
    for (List<String> each : references) {
      counts(each, n).forEach((words, count) -> most.merge(words, count, Math::max));
    }
    long matches = 0;
    for (Map.Entry<List<String>, Integer> each : counts(candidate, n).entrySet()) {
      matches += Math.min(each.getValue(), most.getOrDefault(each.getKey(), 0));
    }
    return matches;
  }

  private static Map<List<String>, Integer> counts(List<String> words, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      counts.merge(words.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (int n = 1; n <= precisions.length; n++) {
      parts.add(Text.of("%d-gram %.4f", n, precisions[n - 1]));
    }
    return Text.of(
        "BLEU %.4f (%s, brevity penalty %.4f)", score, String.join(", ", parts), brevityPenalty);
  }
}
