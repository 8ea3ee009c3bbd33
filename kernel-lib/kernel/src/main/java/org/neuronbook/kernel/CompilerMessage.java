package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The compiler's messages without what a learner cannot use. */
final class CompilerMessage {
  private static final int MOST_CANDIDATES = 4;
  private static final Pattern QUALIFIED =
      Pattern.compile("\\b(?:[a-z_]\\w*\\.)+([A-Z]\\w*)(?![\\w.]*;)");
  private static final Pattern CANDIDATE =
      Pattern.compile("(?:method|constructor) (\\S+\\(.*\\)) is not applicable");

  private CompilerMessage() {}

  /**
   * Simple names of classes where they can mean but one thing, no wrapper classes, and of many
   * overloads a few.
   */
  static String cleaned(String message) {
    List<String> lines = new ArrayList<>();
    List<String> candidates = new ArrayList<>();
    for (String line : simpleNames(Names.withoutWrappers(message)).split("\n")) {
      String text = line.strip();
      Matcher candidate = CANDIDATE.matcher(text);
      if (candidate.find()) {
        candidates.add(withoutOwner(candidate.group(1)));
      } else if (text.startsWith("symbol:")) {
        lines.set(0, lines.get(0) + ": " + text.substring("symbol:".length()).strip());
      } else if (!text.matches("location: class ?") && !isReason(text, candidates)) {
        lines.add(lines.isEmpty() ? text : "  " + text);
      }
    }
    if (!candidates.isEmpty()) {
      lines.add("  possible are: " + String.join(", ", shortened(candidates)));
    }
    return String.join("\n", lines)
        .replace(" in class  cannot", " cannot")
        .replace(
            "actual and formal argument lists differ in length",
            "the number of arguments is not that of the parameters");
  }

  /** Why each of the overloads does not fit: the learner compares better alone. */
  private static boolean isReason(String text, List<String> candidates) {
    return !candidates.isEmpty() && text.startsWith("(");
  }

  private static String withoutOwner(String signature) {
    String name = signature.substring(0, signature.indexOf('('));
    return signature.substring(name.lastIndexOf('.') + 1);
  }

  private static List<String> shortened(List<String> candidates) {
    if (candidates.size() <= MOST_CANDIDATES + 1) {
      return candidates;
    }
    List<String> few = new ArrayList<>(candidates.subList(0, MOST_CANDIDATES));
    few.add("and " + (candidates.size() - MOST_CANDIDATES) + " more");
    return few;
  }

  private static String simpleNames(String message) {
    Map<String, String> meaning = new HashMap<>();
    Matcher each = QUALIFIED.matcher(message);
    while (each.find()) {
      meaning.merge(each.group(1), each.group(), (a, b) -> a.equals(b) ? a : "");
    }
    return QUALIFIED
        .matcher(message)
        .replaceAll(
            name ->
                Matcher.quoteReplacement(
                    meaning.get(name.group(1)).isEmpty() ? name.group() : name.group(1)));
  }
}
