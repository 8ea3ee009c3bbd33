package org.neuronbook.course.notebooks;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.neuronbook.course.CourseException;

/**
 * Reads and writes {@code .ipynb} files. The text of a notebook is a function of its content alone:
 * keys sorted, indented by one space, texts as lists of lines, one newline at the end, as nbformat
 * writes them, so that two builds of the same lesson are equal byte by byte.
 */
final class NotebookJson {
  private static final Gson WRITER =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
          .disableHtmlEscaping()
          .serializeNulls()
          .create();

  private NotebookJson() {}

  static Notebook read(Path file) {
    try {
      return Notebook.ofIpynb(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
      throw new CourseException(
          file + " is no notebook: " + e.getMessage(),
          "delete it and type ./course notebooks build");
    }
  }

  static String write(Notebook notebook) {
    return write(toJson(notebook)) + "\n";
  }

  static JsonObject toJson(Notebook notebook) {
    JsonObject json = new JsonObject();
    JsonArray cells = new JsonArray();
    notebook.cells().forEach(cell -> cells.add(toJson(cell)));
    json.add("cells", cells);
    json.add("metadata", notebook.metadata());
    json.addProperty("nbformat", 4);
    json.addProperty("nbformat_minor", 5);
    return json;
  }

  private static JsonObject toJson(Cell cell) {
    JsonObject json = new JsonObject();
    json.addProperty("cell_type", cell.kind().name().toLowerCase(Locale.ROOT));
    json.addProperty("id", cell.id());
    json.add("metadata", metadata(cell));
    json.add("source", lines(cell.source()));
    if (cell.isCode()) {
      json.add(
          "execution_count",
          cell.executionCount() == null
              ? JsonNull.INSTANCE
              : new JsonPrimitive(cell.executionCount()));
      JsonArray outputs = new JsonArray();
      cell.outputs().forEach(output -> outputs.add(split(output.getAsJsonObject())));
      json.add("outputs", outputs);
    }
    return json;
  }

  static JsonObject metadata(Cell cell) {
    JsonObject metadata = cell.options().deepCopy();
    if (!cell.tags().isEmpty()) {
      JsonArray tags = new JsonArray();
      cell.tags().forEach(tags::add);
      metadata.add("tags", tags);
    }
    return metadata;
  }

  private static JsonObject split(JsonObject output) {
    JsonObject result = output.deepCopy();
    if (result.has("text")) {
      result.add("text", lines(result.get("text").getAsString()));
    }
    if (result.has("data")) {
      JsonObject data = result.getAsJsonObject("data");
      for (String type : List.copyOf(data.keySet())) {
        if (type.startsWith("text/") || type.equals("image/svg+xml")) {
          data.add(type, lines(data.get(type).getAsString()));
        }
      }
    }
    return result;
  }

  static boolean isJson(String mimeType) {
    return mimeType.equals("application/json")
        || (mimeType.startsWith("application/") && mimeType.endsWith("+json"));
  }

  private static JsonArray lines(String text) {
    JsonArray lines = new JsonArray();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  /** The JSON text of a value with sorted keys, indented by one space. */
  static String write(JsonElement json) {
    return WRITER.toJson(sorted(json));
  }

  /** The same on one line, for messages. */
  static String line(JsonElement json) {
    return sorted(json).toString();
  }

  private static JsonElement sorted(JsonElement json) {
    if (json.isJsonArray()) {
      JsonArray result = new JsonArray();
      json.getAsJsonArray().forEach(element -> result.add(sorted(element)));
      return result;
    }
    if (json.isJsonObject()) {
      JsonObject result = new JsonObject();
      JsonObject object = json.getAsJsonObject();
      for (String name : new TreeSet<>(object.keySet())) {
        result.add(name, sorted(object.get(name)));
      }
      return result;
    }
    return json;
  }
}
