package org.neuronbook.course.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * One cell of a notebook.
 *
 * @param id the stable name of the block; null only where a source forgot it
 * @param tags Jupyter's cell tags
 * @param options what the metadata holds beside id and tags
 * @param executionCount null for prose and for code that was not executed
 * @param outputs as nbformat defines them, empty for prose
 */
record Cell(
    Kind kind,
    String id,
    List<String> tags,
    JsonObject options,
    String source,
    Integer executionCount,
    JsonArray outputs) {

  enum Kind {
    MARKDOWN,
    CODE,
    RAW
  }

  static final String RAISES_EXCEPTION = "raises-exception";

  Cell {
    tags = List.copyOf(tags);
  }

  static Cell markdown(String id, String source) {
    return new Cell(Kind.MARKDOWN, id, List.of(), new JsonObject(), source, null, new JsonArray());
  }

  static Cell code(String id, String source) {
    return new Cell(Kind.CODE, id, List.of(), new JsonObject(), source, null, new JsonArray());
  }

  boolean isCode() {
    return kind == Kind.CODE;
  }

  boolean isMarkdown() {
    return kind == Kind.MARKDOWN;
  }

  boolean mayFail() {
    return tags.contains(RAISES_EXCEPTION);
  }

  Cell withSource(String newSource) {
    return new Cell(kind, id, tags, options, newSource, executionCount, outputs);
  }

  Cell withOptions(JsonObject newOptions) {
    return new Cell(kind, id, tags, newOptions, source, executionCount, outputs);
  }

  Cell withOutputs(Integer newCount, JsonArray newOutputs) {
    return new Cell(kind, id, tags, options, source, newCount, newOutputs);
  }
}
