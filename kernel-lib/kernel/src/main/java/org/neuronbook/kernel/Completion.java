package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What Tab offers. */
final class Completion {
  /**
   * Names that fit, and the part of the source they replace.
   *
   * @param matches name to kind ({@code function}, {@code class} or {@code instance})
   */
  record Found(Map<String, String> matches, int start, int end) {}

  private final JShell shell;
  private final CursorContext contexts;

  Completion(JShell shell) {
    this.shell = shell;
    this.contexts = new CursorContext(shell);
  }

  Found at(String source, int cursor) {
    for (CursorContext.View view : contexts.views(source, cursor)) {
      int[] anchor = {view.cursor()};
      List<Suggestion> suggestions =
          shell.sourceCodeAnalysis().completionSuggestions(view.source(), view.cursor(), anchor);
      if (!suggestions.isEmpty()) {
        return new Found(sorted(suggestions), cursor - (view.cursor() - anchor[0]), cursor);
      }
    }
    return new Found(Map.of(), cursor, cursor);
  }

  /** Suggestions of the type that is needed here come first. */
  private static Map<String, String> sorted(List<Suggestion> suggestions) {
    List<Suggestion> ordered = new ArrayList<>();
    suggestions.stream().filter(Suggestion::matchesType).forEach(ordered::add);
    suggestions.stream().filter(s -> !s.matchesType()).forEach(ordered::add);
    Map<String, String> matches = new LinkedHashMap<>();
    for (Suggestion suggestion : ordered) {
      String text = suggestion.continuation();
      // Of foo( and foo() the first is enough: JShell offers both where both kinds exist.
      if (text.endsWith("()") && matches.containsKey(text.substring(0, text.length() - 1))) {
        continue;
      }
      matches.putIfAbsent(text, kind(text));
    }
    return matches;
  }

  private static String kind(String text) {
    if (text.contains("(")) {
      return "function";
    }
    boolean isType = Character.isUpperCase(text.charAt(0)) && !text.equals(text.toUpperCase());
    return isType ? "class" : "instance";
  }
}
