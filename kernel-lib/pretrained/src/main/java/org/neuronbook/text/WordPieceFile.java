package org.neuronbook.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

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
  private static final String PREFIX = "##";
  private static final int LONGEST_WORD = 100;

  static WordPieceFile ofLines(TokenizerFile source, boolean lowerCase) {
    List<String> tokens = source.lines();
    List<String> specials = USUAL.stream().filter(tokens::contains).toList();
    var text = new BertText(true, true, lowerCase, lowerCase);
    return new WordPieceFile(tokens, specials, text, PREFIX, LONGEST_WORD).checked(source);
  }

  static WordPieceFile ofJson(TokenizerFile source) {
    JsonObject file = source.json();
    JsonObject model = source.object(file, "model");
    source.require(model, "model", "type", "WordPiece");
    source.require(model, "model", "unk_token", "[UNK]");
    JsonObject cutter = source.object(file, "pre_tokenizer");
    source.require(cutter, "pre_tokenizer", "type", "BertPreTokenizer");
    JsonObject ids = source.object(model, "vocab");
    List<String> specials = new ArrayList<>();
    JsonElement added = file.get("added_tokens");
    if (added == null || !added.isJsonArray()) {
      throw source.wrong("added_tokens", "an array", added);
    }
    for (JsonElement each : added.getAsJsonArray()) {
      JsonObject token = source.object("added_tokens", each);
      JsonElement name = token.get("content");
      if (name == null || !name.isJsonPrimitive()) {
        throw source.wrong("added_tokens", "a content for each", token);
      }
      specials.add(name.getAsString());
      ids.add(name.getAsString(), token.get("id"));
    }
    JsonElement prefix = model.get("continuing_subword_prefix");
    JsonElement longest = model.get("max_input_chars_per_word");
    return new WordPieceFile(
            source.vocabulary("model.vocab", ids),
            specials,
            text(source, source.object(file, "normalizer")),
            prefix == null ? PREFIX : prefix.getAsString(),
            longest == null ? LONGEST_WORD : source.number("max_input_chars_per_word", longest))
        .checked(source);
  }

  private static BertText text(TokenizerFile source, JsonObject normalizer) {
    source.require(normalizer, "normalizer", "type", "BertNormalizer");
    boolean lowerCase = source.flag(normalizer, "lowercase", true);
    return new BertText(
        source.flag(normalizer, "clean_text", true),
        source.flag(normalizer, "handle_chinese_chars", true),
        source.flag(normalizer, "strip_accents", lowerCase),
        lowerCase);
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
