package org.neuronbook.course.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The outputs of an executed notebook, made the same in each build: how a stream was cut into
 * messages and the random name of a widget say nothing about the lesson.
 */
final class Outputs {
  /** Our part of a notebook's metadata. */
  static final String METADATA = "neuronbook";

  private static final String DIGEST = "outputs";
  private static final Set<String> VOLATILE_TYPES =
      Set.of("application/vnd.jupyter.widget-view+json");
  private static final Pattern OVERWRITTEN = Pattern.compile("[^\\n]*\\r(?!\\n)");
  private static final Pattern IDENTITY = Pattern.compile("[\\w$.\\[;]+@[0-9a-f]{5,8}\\b");
  private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");

  private Outputs() {}

  /** The assembled cells with the outputs of the executed ones, which are found by their ids. */
  static Notebook merge(Notebook assembled, Notebook executed) {
    Map<String, Cell> byId =
        executed.cells().stream().collect(Collectors.toMap(Cell::id, Function.identity()));
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : assembled.cells()) {
      Cell run = byId.get(cell.id());
      cells.add(
          cell.isCode() && run != null
              ? cell.withOutputs(run.executionCount(), settle(run.outputs()))
              : cell);
    }
    JsonObject metadata = assembled.metadata().deepCopy();
    JsonObject ours = new JsonObject();
    ours.addProperty(DIGEST, digest(cells));
    metadata.add(METADATA, ours);
    return new Notebook(metadata, cells);
  }

  /** Whether the outputs are those that were built: nobody changed them since. */
  static boolean areAsBuilt(Notebook notebook) {
    JsonElement ours = notebook.metadata().get(METADATA);
    return ours != null
        && ours.getAsJsonObject().has(DIGEST)
        && ours.getAsJsonObject().get(DIGEST).getAsString().equals(digest(notebook.cells()));
  }

  private static JsonArray settle(JsonArray outputs) {
    JsonArray settled = new JsonArray();
    for (JsonElement element : outputs) {
      JsonObject output = element.getAsJsonObject().deepCopy();
      output.remove("transient");
      if (output.has("data")) {
        output.getAsJsonObject("data").keySet().removeAll(VOLATILE_TYPES);
      }
      JsonObject last =
          settled.isEmpty() ? null : settled.get(settled.size() - 1).getAsJsonObject();
      if (last != null && isStream(last) && isStream(output) && sameStream(last, output)) {
        last.addProperty("text", last.get("text").getAsString() + output.get("text").getAsString());
      } else {
        settled.add(output);
      }
    }
    for (JsonElement element : settled) {
      JsonObject output = element.getAsJsonObject();
      if (isStream(output)) {
        String text = output.get("text").getAsString();
        output.addProperty("text", OVERWRITTEN.matcher(text).replaceAll(""));
      }
    }
    return settled;
  }

  private static boolean isStream(JsonObject output) {
    return output.get("output_type").getAsString().equals("stream");
  }

  private static boolean sameStream(JsonObject one, JsonObject other) {
    return one.get("name").equals(other.get("name"));
  }

  /**
   * The first error in a cell's outputs as "name: text", without colours; null if there is none.
   */
  static String error(Cell cell) {
    for (JsonElement element : cell.outputs()) {
      JsonObject output = element.getAsJsonObject();
      if (output.get("output_type").getAsString().equals("error")) {
        return plain(output.get("ename").getAsString() + ": " + output.get("evalue").getAsString());
      }
    }
    return null;
  }

  /** The traceback of a cell's error as plain text, empty if there is none. */
  static String traceback(Cell cell) {
    StringBuilder text = new StringBuilder();
    for (JsonElement element : cell.outputs()) {
      JsonObject output = element.getAsJsonObject();
      if (output.has("traceback")) {
        output
            .getAsJsonArray("traceback")
            .forEach(line -> text.append(line.getAsString()).append('\n'));
      }
    }
    return plain(text.toString());
  }

  /** The plain text of a cell's result, the value of its last expression; null if there is none. */
  static String result(Cell cell) {
    for (JsonElement element : cell.outputs()) {
      JsonObject output = element.getAsJsonObject();
      if (output.get("output_type").getAsString().equals("execute_result")) {
        JsonElement text = output.getAsJsonObject("data").get("text/plain");
        return text == null ? null : text.getAsString().strip();
      }
    }
    return null;
  }

  /** A printed identity such as {@code Object@1b2c3d4}, which differs at each run; null if none. */
  static String identity(Cell cell) {
    for (JsonElement element : cell.outputs()) {
      JsonObject output = element.getAsJsonObject();
      List<JsonElement> texts = new ArrayList<>();
      if (output.has("text")) {
        texts.add(output.get("text"));
      }
      if (output.has("data") && output.getAsJsonObject("data").has("text/plain")) {
        texts.add(output.getAsJsonObject("data").get("text/plain"));
      }
      for (JsonElement text : texts) {
        Matcher matcher = IDENTITY.matcher(text.getAsString());
        if (matcher.find()) {
          return matcher.group();
        }
      }
    }
    return null;
  }

  static String plain(String text) {
    return COLOUR.matcher(text).replaceAll("");
  }

  private static String digest(List<Cell> cells) {
    JsonArray outputs = new JsonArray();
    cells.forEach(cell -> outputs.add(cell.outputs()));
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] bytes = NotebookJson.write(outputs).getBytes(StandardCharsets.UTF_8);
      return "sha256:" + HexFormat.of().formatHex(sha.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
