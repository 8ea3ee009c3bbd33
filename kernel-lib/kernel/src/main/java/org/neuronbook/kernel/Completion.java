package org.neuronbook.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * What Tab offers, best first: what has the type that is needed, then the learner's own names and a
 * type's own members, last what every object has.
 */
final class Completion {
  /**
   * One name that fits.
   *
   * @param text what is inserted
   * @param kind as front ends know it: {@code function}, {@code class}, {@code instance}, ...
   * @param signature what it takes and gives, or an empty text
   */
  record Match(String text, String kind, String signature) {}

  /** Names that fit, and the part of the source they replace. */
  record Found(List<Match> matches, int start, int end) {}

  private static final Pattern MAGIC = Pattern.compile("(?m)^[ \\t]*(%%?\\w*)\\z");
  private static final Pattern WORD = Pattern.compile("\\b[A-Za-z_]\\w*\\z");
  private static final Pattern DECLARATION =
      Pattern.compile(
          "\\b([A-Za-z_][\\w.]*(?:<[^;=()]*>)?(?:\\[])*)\\s+([a-z_]\\w*)\\s*(?=[=;:,)])");
  private static final Pattern IMPORTED =
      Pattern.compile("(?m)^[ \\t]*import\\s+(?:static\\s+)?([\\w.]+)\\z");
  private static final Pattern CONSTRUCTOR = Pattern.compile("\\bnew\\s+$");
  private static final Pattern IMPORT = Pattern.compile("^\\s*import\\s");

  private final JShell shell;
  private final CursorContext contexts;
  private final Members members;
  private final Collection<MagicHelp> magics;

  /**
   * @param magics what is offered behind a percent sign
   */
  Completion(JavaShell java, Collection<MagicHelp> magics) {
    this.shell = java.shell();
    this.contexts = new CursorContext(shell);
    this.members = new Members(java);
    this.magics = magics;
  }

  Found at(String source, int cursor) {
    Matcher magic = MAGIC.matcher(source.substring(0, cursor));
    if (magic.find()) {
      String begun = magic.group(1);
      return new Found(
          magics.stream()
              .filter(help -> help.name().startsWith(begun))
              .map(help -> new Match(help.name(), "magic", help.summary()))
              .toList(),
          magic.start(1),
          cursor);
    }
    Matcher imported = IMPORTED.matcher(source.substring(0, cursor));
    Map<String, Match> all = new LinkedHashMap<>();
    int start = cursor;
    if (imported.find()) {
      start = cursor - imported.group(1).length() + imported.group(1).lastIndexOf('.') + 1;
      for (String each : Packages.next(imported.group(1))) {
        all.put(each, new Match(each, "module", ""));
      }
    } else {
      declaredAbove(source.substring(0, cursor)).forEach(each -> all.put(each.text(), each));
      Matcher word = WORD.matcher(source.substring(0, cursor));
      start = word.find() ? word.start() : cursor;
    }
    for (CursorContext.View view : contexts.views(source, cursor)) {
      int[] anchor = {view.cursor()};
      List<Suggestion> suggestions =
          shell.sourceCodeAnalysis().completionSuggestions(view.source(), view.cursor(), anchor);
      for (Match each : ordered(suggestions, view.source().substring(0, anchor[0]))) {
        start = cursor - (view.cursor() - anchor[0]);
        all.putIfAbsent(each.text(), each);
      }
    }
    return new Found(List.copyOf(all.values()), start, cursor);
  }

  /**
   * Variables of the cell's earlier lines, which JShell does not offer where a statement begins.
   */
  private static List<Match> declaredAbove(String before) {
    Matcher word = WORD.matcher(before);
    if (!word.find() || word.start() > 0 && before.charAt(word.start() - 1) == '.') {
      return List.of();
    }
    Map<String, Match> found = new LinkedHashMap<>();
    Matcher declaration = DECLARATION.matcher(before.substring(0, word.start()));
    while (declaration.find()) {
      String name = declaration.group(2);
      boolean isType = !SourceVersion.isKeyword(declaration.group(1)) || isPrimitive(declaration);
      if (isType && name.startsWith(word.group()) && !name.equals(word.group())) {
        found.put(name, new Match(name, "instance", declaration.group(1)));
      }
    }
    return List.copyOf(found.values());
  }

  private static boolean isPrimitive(Matcher declaration) {
    return declaration.group(1).matches("int|double|long|float|boolean|char|byte|short");
  }

  private record Ranked(Match match, boolean fits, int group) {}

  private List<Match> ordered(List<Suggestion> suggestions, String before) {
    boolean isImport = IMPORT.matcher(before.substring(before.lastIndexOf('\n') + 1)).find();
    Map<String, Members.Member> known =
        before.endsWith(".") && !isImport && !suggestions.isEmpty()
            ? members.of(before.substring(0, before.length() - 1))
            : Map.of();
    Own own = new Own(shell);
    Map<String, Ranked> all = new LinkedHashMap<>();
    for (Suggestion each : suggestions) {
      String text = each.continuation();
      boolean isInternal = text.contains("$JShell$") || text.matches("\\$\\d+");
      // Of foo( and foo() the first is enough: JShell offers both where both kinds exist.
      boolean isDouble =
          text.endsWith("()") && all.containsKey(text.substring(0, text.length() - 1));
      if (isInternal || isDouble) {
        continue;
      }
      Ranked ranked =
          before.endsWith(".")
              ? member(each, known)
              : name(each, CONSTRUCTOR.matcher(before).find(), own);
      all.merge(text, ranked, (one, other) -> one.fits() ? one : other);
    }
    return all.values().stream()
        .sorted(Comparator.comparing(Ranked::fits).reversed().thenComparing(Ranked::group))
        .map(Ranked::match)
        .toList();
  }

  private static Ranked member(Suggestion suggestion, Map<String, Members.Member> known) {
    String text = suggestion.continuation();
    Members.Member member = known.get(text.replaceAll("[(][)]?$", ""));
    if (member != null) {
      String kind = text.contains("(") ? "function" : "property";
      Match match = new Match(text, kind, member.signature());
      return new Ranked(match, suggestion.matchesType(), member.isOfEveryObject() ? 2 : 1);
    }
    String kind = text.endsWith(".") ? "module" : text.contains("(") ? "function" : kindOf(text);
    int group = kind.equals("keyword") ? 2 : 1;
    return new Ranked(new Match(text, kind, ""), suggestion.matchesType(), group);
  }

  private static Ranked name(Suggestion suggestion, boolean isConstructor, Own own) {
    String text = suggestion.continuation();
    String name = text.replaceAll("[(.][)]?$", "");
    boolean fits = suggestion.matchesType();
    if (isConstructor) {
      return new Ranked(new Match(text, "class", ""), fits, own.types().contains(name) ? 1 : 2);
    }
    if (own.variables().containsKey(name)) {
      return new Ranked(new Match(text, "instance", own.variables().get(name)), fits, 0);
    }
    if (text.contains("(")) {
      boolean isOwn = own.methods().containsKey(name);
      return new Ranked(
          new Match(text, "function", own.methods().getOrDefault(name, "")), fits, isOwn ? 1 : 3);
    }
    if (own.types().contains(name)) {
      return new Ranked(new Match(text, "class", ""), fits, 2);
    }
    String kind = text.endsWith(".") ? "module" : kindOf(text);
    // What is no keyword and begins small was declared further up in the cell.
    return new Ranked(new Match(text, kind, ""), fits, kind.equals("instance") ? 0 : 3);
  }

  private static String kindOf(String text) {
    if (SourceVersion.isKeyword(text)) {
      return "keyword";
    }
    boolean isType = Character.isUpperCase(text.charAt(0)) && !text.equals(text.toUpperCase());
    return isType ? "class" : "instance";
  }

  /** What cells have declared: variables with their types, methods with their parameters. */
  private record Own(
      Map<String, String> variables, Map<String, String> methods, Set<String> types) {
    Own(JShell shell) {
      this(
          byName(shell.variables().map(each -> Map.entry(each.name(), each.typeName()))),
          byName(shell.methods().map(each -> Map.entry(each.name(), text(each)))),
          shell.types().map(each -> each.name()).collect(Collectors.toSet()));
    }

    private static String text(MethodSnippet method) {
      String result = method.signature().substring(method.signature().indexOf(')') + 1);
      return method.name() + "(" + method.parameterTypes() + "): " + result;
    }

    private static Map<String, String> byName(Stream<Map.Entry<String, String>> entries) {
      return entries
          .map(each -> Map.entry(each.getKey(), Names.withoutWrappers(each.getValue())))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }
  }
}
