package org.neuronbook.course.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A Jupyter notebook (nbformat 4.5): its metadata and its cells, texts joined to one string each.
 */
record Notebook(JsonObject metadata, List<Cell> cells) {

  Notebook {
    cells = List.copyOf(cells);
  }

  Optional<Cell> cell(String id) {
    return cells.stream().filter(cell -> id.equals(cell.id())).findFirst();
  }

  Notebook withCells(List<Cell> newCells) {
    return new Notebook(metadata, newCells);
  }

  /** A notebook as it stands in an {@code .ipynb}: the name of a cell is its {@code id}. */
  static Notebook ofIpynb(JsonObject json) {
    return parse(json, false);
  }

  /**
   * A notebook as jupytext makes it from Markdown: the name that the author gave stands in the
   * metadata, since jupytext invents a random {@code id} at each conversion.
   */
  static Notebook ofConvertedSource(JsonObject json) {
    return parse(json, true);
  }

  private static Notebook parse(JsonObject json, boolean nameInMetadata) {
    List<Cell> cells = new ArrayList<>();
    for (JsonElement element : array(json, "cells")) {
      cells.add(parseCell(element.getAsJsonObject(), nameInMetadata));
    }
    return new Notebook(object(json, "metadata"), cells);
  }

  private static Cell parseCell(JsonObject json, boolean nameInMetadata) {
    JsonObject options = object(json, "metadata").deepCopy();
    JsonElement id = nameInMetadata ? options.remove("id") : json.get("id");
    List<String> tags = new ArrayList<>();
    JsonElement tagList = options.remove("tags");
    if (tagList != null && tagList.isJsonArray()) {
      tagList.getAsJsonArray().forEach(tag -> tags.add(tag.getAsString()));
    } else if (tagList != null) {
      tags.add(tagList.getAsString());
    }
    JsonElement count = json.get("execution_count");
    JsonArray outputs = new JsonArray();
    array(json, "outputs").forEach(output -> outputs.add(joined(output.getAsJsonObject())));
    return new Cell(
        Cell.Kind.valueOf(json.get("cell_type").getAsString().toUpperCase(Locale.ROOT)),
        id == null ? null : id.getAsString(),
        tags,
        options,
        text(json.get("source")),
        count == null || count.isJsonNull() ? null : count.getAsInt(),
        outputs);
  }

  private static JsonObject joined(JsonObject output) {
    JsonObject result = output.deepCopy();
    if (result.has("text")) {
      result.addProperty("text", text(result.get("text")));
    }
    if (result.has("data")) {
      JsonObject data = result.getAsJsonObject("data");
      for (String type : List.copyOf(data.keySet())) {
        if (!NotebookJson.isJson(type)) {
          data.addProperty(type, text(data.get(type)));
        }
      }
    }
    return result;
  }

  /** A text is written as one string or as a list of lines. */
  static String text(JsonElement element) {
    if (element == null || element.isJsonNull()) {
      return "";
    }
    if (!element.isJsonArray()) {
      return element.getAsString();
    }
    StringBuilder text = new StringBuilder();
    element.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  private static JsonArray array(JsonObject json, String name) {
    return json.has(name) ? json.getAsJsonArray(name) : new JsonArray();
  }

  private static JsonObject object(JsonObject json, String name) {
    return json.has(name) ? json.getAsJsonObject(name) : new JsonObject();
  }
}
