package org.neuronbook.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What BERT does to a text before it looks for word pieces: tidies it up and cuts it into words and
 * single punctuation marks.
 *
 * @param cleanText drops control characters
 * @param chineseCharacters makes each Chinese character a word
 * @param stripAccents drops accents
 * @param lowerCase makes letters small
 */
record BertText(
    boolean cleanText, boolean chineseCharacters, boolean stripAccents, boolean lowerCase) {
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\x{FFFD}&&[^\\t\\n\\r]]");

  /** The blocks of CJK ideographs that BERT names; letters of Korean and Japanese are not there. */
  private static final Pattern CHINESE =
      Pattern.compile(
          "[\\x{3400}-\\x{4DBF}\\x{4E00}-\\x{9FFF}\\x{F900}-\\x{FAFF}\\x{20000}-\\x{2A6DF}"
              + "\\x{2A700}-\\x{2B73F}\\x{2B740}-\\x{2B81F}\\x{2B820}-\\x{2CEAF}\\x{2F800}-\\x{2FA1F}]");

  private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

  /** ASCII signs such as {@code $} count as punctuation, though Unicode says otherwise. */
  private static final Pattern WORD =
      Pattern.compile("[\\p{P}$+<=>^`|~]|[^\\p{P}$+<=>^`|~\\p{IsWhite_Space}]+");

  List<String> words(String text) {
    String tidy = text;
    if (cleanText) {
      tidy = CONTROL.matcher(tidy).replaceAll("");
    }
    if (chineseCharacters) {
      tidy = CHINESE.matcher(tidy).replaceAll(" $0 ");
    }
    if (stripAccents) {
      tidy = ACCENTS.matcher(Normalizer.normalize(tidy, Normalizer.Form.NFD)).replaceAll("");
    }
    if (lowerCase) {
      // Character by character: at the end of a word Java has another small Greek sigma.
      tidy =
          tidy.codePoints()
              .mapToObj(c -> Character.toString(c).toLowerCase(Locale.ROOT))
              .collect(Collectors.joining());
    }
    return WORD.matcher(tidy).results().map(MatchResult::group).toList();
  }
}
