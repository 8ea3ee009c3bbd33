package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * What a cell gives to read in the front end's pager (JupyterLab shows it below the cell, consoles
 * page it). It travels with the cell's reply.
 */
final class Pager {
  private static final Pattern QUESTION =
      Pattern.compile(
          "\\s*(?:(\\?\\??)\\s*([%\\w.]+)|([%\\w.]+?)(?:\\(\\))?\\s*(\\?\\??))\\s*;?\\s*");

  /**
   * A cell that asks for documentation, as in IPython.
   *
   * @param withSource whether it asks twice: {@code name??}
   */
  record Question(String name, boolean withSource) {
    static Optional<Question> of(String cell) {
      Matcher matcher = QUESTION.matcher(cell);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      boolean first = matcher.group(1) != null;
      String marks = matcher.group(first ? 1 : 4);
      return Optional.of(new Question(matcher.group(first ? 2 : 3), marks.length() == 2));
    }

    DisplayData answer(Inspection inspection, Magics magics) {
      if (name.startsWith("%")) {
        return magics.helps().stream()
            .filter(help -> help.name().equals(name))
            .findFirst()
            .map(Question::page)
            .orElseGet(this::unknown);
      }
      List<Documentation> found = inspection.at(name, name.length(), withSource);
      return found.isEmpty() ? unknown() : Documentation.shown(found);
    }

    private static DisplayData page(MagicHelp help) {
      String details = String.join("\n", help.details());
      return new DisplayData((help.usage() + "\n\n" + help.summary() + "\n" + details).strip());
    }

    private DisplayData unknown() {
      return new DisplayData(
          "Nothing is known of "
              + name
              + " here. Is it spelled right, and was the cell run that declares it?");
    }
  }

  private final List<Map<String, Object>> pages = new ArrayList<>();

  synchronized void startCell() {
    pages.clear();
  }

  /** Shows a page with the running cell's reply. */
  synchronized void show(DisplayData page) {
    pages.add(Map.of("source", "page", "data", Reply.data(page), "start", 0));
  }

  /** The payload of the cell's reply. */
  synchronized List<Map<String, Object>> payload() {
    return List.copyOf(pages);
  }
}
