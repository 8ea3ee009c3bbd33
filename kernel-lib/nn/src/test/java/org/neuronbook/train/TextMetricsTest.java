package org.neuronbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Rng;

/** BLEU and the word error rate. */
class TextMetricsTest {

  private static List<String> words(String sentence) {
    return sentence.isEmpty() ? List.of() : List.of(sentence.split(" "));
  }

  private static Bleu bleu(String candidate, int longest, String... references) {
    List<List<String>> split = List.of(references).stream().map(TextMetricsTest::words).toList();
    return Bleu.of(List.of(words(candidate)), List.of(split), longest);
  }

  // ---- BLEU: the examples of the paper

  private static final String[] REFERENCES = {
    "it is a guide to action that ensures that the military will forever heed party commands",
    "it is the guiding principle which guarantees the military forces always being under the"
        + " command of the party",
    "it is the practical guide for the army always to heed the directions of the party"
  };

  @Test
  void theGoodCandidateOfThePaperHas17Of18WordsAnd10Of17Pairs() {
    Bleu bleu =
        bleu(
            "it is a guide to action which ensures that the military always obeys the commands of"
                + " the party",
            2,
            REFERENCES);
    assertThat(bleu.precisions()).containsExactly(17.0 / 18, 10.0 / 17);
    // It has 18 words; of the references, of 16, 18 and 16, the second is nearest.
    assertThat(bleu.brevityPenalty()).isEqualTo(1);
    assertThat(bleu.score()).isEqualTo(Math.sqrt(17.0 / 18 * 10 / 17), within(1e-15));
  }

  @Test
  void theBadCandidateOfThePaperHas8Of14WordsAnd1Of13Pairs() {
    Bleu bleu =
        bleu(
            "it is to insure the troops forever hearing the activity guidebook that party direct",
            2,
            REFERENCES);
    assertThat(bleu.precisions()).containsExactly(8.0 / 14, 1.0 / 13);
  }

  @Test
  void aWordCountsAtMostAsOftenAsInOneReference() {
    Bleu bleu =
        bleu(
            "the the the the the the the", 2, "the cat is on the mat", "there is a cat on the mat");
    assertThat(bleu.precisions()).containsExactly(2.0 / 7, 0);
    assertThat(bleu.score()).isZero();
  }

  @Test
  void shortCandidatesPayThePenalty() {
    // c = 2, r = 6: exp(1 - 3).
    Bleu bleu = bleu("of the", 2, "the practical guide of the party");
    assertThat(bleu.precisions()).containsExactly(1, 1);
    assertThat(bleu.brevityPenalty()).isEqualTo(Math.exp(-2), within(1e-15));
    assertThat(bleu.score()).isEqualTo(Math.exp(-2), within(1e-15));
  }

  @Test
  void theReferenceNearestInLengthCountsAndTheShorterAtATie() {
    // 3 words; references of 2, 4 and 9: the one of 2 counts, so that nothing is to pay.
    assertThat(bleu("a b c", 1, "a b c d", "a b", "a b c d e f g h i").brevityPenalty())
        .isEqualTo(1);
    assertThat(bleu("a b c", 1, "a b c d", "a b c d e f g h i").brevityPenalty())
        .isEqualTo(Math.exp(1 - 4.0 / 3), within(1e-15));
  }

  @Test
  void countsAreAddedUpBeforeTheyAreDivided() {
    Bleu bleu =
        Bleu.of(
            List.of(words("a b"), words("x y z u")),
            List.of(List.of(words("a b")), List.of(words("x q q q"))),
            1);
    assertThat(bleu.precisions()).containsExactly(3.0 / 6);
  }

  @Test
  void whatStandsThereWordForWordIsOneAndNothingIsZero() {
    assertThat(bleu("a b c d e", 4, "a b c d e").score()).isEqualTo(1);
    assertThat(bleu("", 4, "a b c d e").score()).isZero();
    assertThat(bleu("a b c", 4, "a b c").score()).as("no 4-gram at all").isZero();
  }

  // ---- word error rate

  private static double rate(String answer, String reference) {
    return Metrics.wordErrorRate(List.of(words(answer)), List.of(words(reference)));
  }

  @Test
  void replacedInsertedAndLostWordsAreErrors() {
    assertThat(rate("a x c d", "a b c d")).isEqualTo(1.0 / 4);
    assertThat(rate("a b b c d", "a b c d")).isEqualTo(1.0 / 4);
    assertThat(rate("a c d", "a b c d")).isEqualTo(1.0 / 4);
    assertThat(rate("", "a b")).isEqualTo(1);
    assertThat(rate("x y z", "a")).isEqualTo(3);
  }

  @Test
  void errorsAreDividedByTheWordsOfTheReferencesOfAllTheCorpus() {
    assertThat(
            Metrics.wordErrorRate(
                List.of(words("a b"), words("x"), words("noise")),
                List.of(words("a b c"), words("y"), words(""))))
        .isEqualTo(3.0 / 4);
  }

  @RepeatedTest(20)
  void itIsWhatTryingAllWaysFinds(RepetitionInfo round) {
    Rng rng = Rng.of(round.getCurrentRepetition());
    List<String> answer = sentence(rng, rng.nextInt(7));
    List<String> reference = sentence(rng, 1 + rng.nextInt(6));
    assertThat(Metrics.wordErrorRate(List.of(answer), List.of(reference)))
        .isEqualTo((double) fewest(answer, reference) / reference.size());
  }

  private static List<String> sentence(Rng rng, int length) {
    return IntStream.range(0, length).mapToObj(i -> "" + (char) ('a' + rng.nextInt(3))).toList();
  }

  private static int fewest(List<String> a, List<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.size() + b.size();
    }
    List<String> restA = a.subList(1, a.size());
    List<String> restB = b.subList(1, b.size());
    int here = fewest(restA, restB) + (a.get(0).equals(b.get(0)) ? 0 : 1);
    return Math.min(here, 1 + Math.min(fewest(restA, b), fewest(a, restB)));
  }
}
