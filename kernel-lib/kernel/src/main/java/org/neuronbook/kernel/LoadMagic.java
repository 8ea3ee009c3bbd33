package org.neuronbook.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** {@code %load}: runs the code of a file as if it stood in the cell. */
final class LoadMagic implements Magic {
  private static final List<String> EXTENSIONS =
      List.of("", ".java", ".jshell", ".jsh", ".ijava", ".ipynb");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+[\\w.]+\\s*;");
  private static final MagicHelp HELP =
      MagicHelp.of(
          "%load file",
          "runs the code of a .java, .jshell or .ipynb file",
          "The ending may be left out. The path starts at the notebook's folder. Of a notebook all",
          "code cells are run. Errors name the line of the file.");

  private final SnippetRunner runner;
  private final Deque<Path> loading = new ArrayDeque<>();

  LoadMagic(SnippetRunner runner) {
    this.runner = runner;
  }

  @Override
  public List<MagicHelp> help() {
    return List.of(HELP);
  }

  @Override
  public Object run(Call call) throws IOException {
    if (call.arguments().size() != 1) {
      throw call.misused(HELP, "takes one file, but got " + call.arguments().size());
    }
    Path file = find(call.arguments().get(0));
    if (loading.contains(file)) {
      throw new MagicFailure(
          file.getFileName() + " loads itself", "Remove the %load that leads back to it.");
    }
    loading.push(file);
    try {
      for (Cell cell : cells(file)) {
        runner.run(cell, ignored -> null);
      }
    } finally {
      loading.pop();
    }
    return null;
  }

  private static Path find(String name) {
    Path asked = Path.of(name).toAbsolutePath().normalize();
    for (String extension : EXTENSIONS) {
      Path file = asked.resolveSibling(asked.getFileName() + extension);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new MagicFailure(
        "there is no file " + asked,
        "Tried as it is and with "
            + Names.either(EXTENSIONS.subList(1, EXTENSIONS.size()))
            + "; a relative path starts at "
            + Path.of("").toAbsolutePath()
            + ".");
  }

  private static List<Cell> cells(Path file) throws IOException {
    String text = Files.readString(file).replace("\r\n", "\n");
    String name = file.getFileName().toString();
    if (name.endsWith(".ipynb")) {
      return cellsOfNotebook(name, text);
    }
    if (PACKAGE.matcher(text).find()) {
      throw new MagicFailure(
          name + " belongs to a package, which a notebook cannot declare",
          "Remove its package line, or put its compiled classes on the class path by %classpath.");
    }
    return List.of(new Cell(name, text));
  }

  private static List<Cell> cellsOfNotebook(String name, String text) {
    List<Cell> cells = new ArrayList<>();
    try {
      JsonArray all = JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells");
      for (JsonElement each : all) {
        JsonObject cell = each.getAsJsonObject();
        if (cell.get("cell_type").getAsString().equals("code")) {
          String number = ", code cell " + (cells.size() + 1);
          cells.add(new Cell(name + number, source(cell.get("source"))));
        }
      }
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new MagicFailure(name + " is not a notebook", "Open it in Jupyter and save it again.");
    }
    return cells;
  }

  /** A text, or a list of lines. */
  private static String source(JsonElement source) {
    if (source.isJsonPrimitive()) {
      return source.getAsString();
    }
    StringBuilder text = new StringBuilder();
    source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }
}
