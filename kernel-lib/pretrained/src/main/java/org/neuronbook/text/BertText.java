package org.neuronbook.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
  private static final int REPLACEMENT = 0xfffd;

  List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    normalised(text)
        .codePoints()
        .forEach(
            c -> {
              boolean mark = isPunctuation(c);
              if ((mark || isSpace(c)) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
              }
              if (mark) {
                words.add(Character.toString(c));
              } else if (!isSpace(c)) {
                word.appendCodePoint(c);
              }
            });
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  private String normalised(String text) {
    StringBuilder tidy = new StringBuilder(text.length() + 16);
    text.codePoints()
        .filter(c -> !cleanText || !isControl(c))
        .forEach(
            c -> {
              String around = chineseCharacters && isChinese(c) ? " " : "";
              tidy.append(around).appendCodePoint(c).append(around);
            });
    String result = tidy.toString();
    if (stripAccents) {
      result = ACCENTS.matcher(Normalizer.normalize(result, Normalizer.Form.NFD)).replaceAll("");
    }
    // Character by character: in a whole word Java writes a last Greek sigma differently.
    return lowerCase
        ? result
            .codePoints()
            .mapToObj(c -> Character.toString(c).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining())
        : result;
  }

  private static boolean isSpace(int c) {
    return Character.isSpaceChar(c) || c >= '\t' && c <= '\r' || c == 0x85;
  }

  private static boolean isControl(int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL:
        return c != '\t' && c != '\n' && c != '\r';
      case Character.FORMAT:
      case Character.PRIVATE_USE:
      case Character.SURROGATE:
        return true;
      default:
        return c == REPLACEMENT;
    }
  }

  /** The Unicode blocks of CJK ideographs that BERT names; Korean and Japanese letters are not. */
  private static boolean isChinese(int c) {
    return c >= 0x4e00 && c <= 0x9fff
        || c >= 0x3400 && c <= 0x4dbf
        || c >= 0x20000 && c <= 0x2a6df
        || c >= 0x2a700 && c <= 0x2b73f
        || c >= 0x2b740 && c <= 0x2b81f
        || c >= 0x2b820 && c <= 0x2ceaf
        || c >= 0xf900 && c <= 0xfaff
        || c >= 0x2f800 && c <= 0x2fa1f;
  }

  /** Of a punctuation category, or an ASCII sign such as {@code $} that is not but counts. */
  private static boolean isPunctuation(int c) {
    switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION:
      case Character.DASH_PUNCTUATION:
      case Character.START_PUNCTUATION:
      case Character.END_PUNCTUATION:
      case Character.INITIAL_QUOTE_PUNCTUATION:
      case Character.FINAL_QUOTE_PUNCTUATION:
      case Character.OTHER_PUNCTUATION:
        return true;
      default:
        return c < 128 && "$+<=>^`|~".indexOf(c) >= 0;
    }
  }
}
