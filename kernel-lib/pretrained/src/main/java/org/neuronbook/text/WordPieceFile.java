package org.neuronbook.text;

import com.google.gson.reflect.TypeToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the files of BERT's tokenizers say.
 *
 * @param tokens all tokens in the order of their ids
 * @param specials those of them that are special
 * @param text what is done to a text before
 * @param prefix how a piece is written that goes on a word
 * @param longestWord how many characters a word may have before it is unknown
 */
record WordPieceFile(
    List<String> tokens, List<String> specials, BertText text, String prefix, int longestWord) {
  private static final List<String> USUAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  /** The members of a {@code tokenizer.json} that count here; null where one is missing. */
  private record Json(
      List<Added> addedTokens, Options normalizer, Options preTokenizer, Model model) {}

  private record Added(String content, Integer id) {}

  private record Options(
      String type,
      Boolean cleanText,
      Boolean handleChineseChars,
      Boolean stripAccents,
      Boolean lowercase) {}

  private record Model(
      String type,
      Map<String, Integer> vocab,
      String continuingSubwordPrefix,
      Integer maxInputCharsPerWord) {}

  static WordPieceFile ofLines(TokenizerFile source, boolean lowerCase) {
    List<String> tokens = source.lines();
    List<String> specials = USUAL.stream().filter(tokens::contains).toList();
    var text = new BertText(true, true, lowerCase, lowerCase);
    return new WordPieceFile(tokens, specials, text, "##", 100).checked(source);
  }

  static WordPieceFile ofJson(TokenizerFile source) {
    Json json = source.json(new TypeToken<>() {});
    Model model = json.model;
    Options options = json.normalizer;
    require(source, "model", model == null ? null : model.type, "WordPiece");
    require(source, "normalizer", options == null ? null : options.type, "BertNormalizer");
    require(
        source,
        "pre_tokenizer",
        json.preTokenizer == null ? null : json.preTokenizer.type,
        "BertPreTokenizer");
    if (model.vocab == null || json.addedTokens == null) {
      throw source.wrong("$", "model.vocab and added_tokens", "none of one of them");
    }
    boolean lowerCase = or(options.lowercase, true);
    Map<String, Integer> ids = new LinkedHashMap<>(model.vocab);
    json.addedTokens.forEach(each -> ids.put(each.content, each.id));
    return new WordPieceFile(
            source.inOrder(ids),
            json.addedTokens.stream().map(Added::content).toList(),
            new BertText(
                or(options.cleanText, true),
                or(options.handleChineseChars, true),
                or(options.stripAccents, lowerCase),
                lowerCase),
            or(model.continuingSubwordPrefix, "##"),
            or(model.maxInputCharsPerWord, 100))
        .checked(source);
  }

  private static <T> T or(T value, T usual) {
    return value == null ? usual : value;
  }

  private static void require(TokenizerFile source, String place, String actual, String known) {
    if (!known.equals(actual)) {
      throw source.wrong(
          place + ".type", known + ", as BERT has it", actual == null ? "none" : actual);
    }
  }

  private WordPieceFile checked(TokenizerFile source) {
    for (String each : List.of("[UNK]", "[CLS]", "[SEP]")) {
      if (!specials.contains(each)) {
        throw source.wrong(
            "vocabulary", "a special token " + each, tokens.size() + " tokens without it");
      }
    }
    return this;
  }
}
