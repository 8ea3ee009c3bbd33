package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A declaration as JShell writes it: {@code T List<E>.<T>name(int a, T b) throws X} for a method,
 * {@code Type(int a)} for a constructor, {@code Owner.name:type} for a variable, the qualified name
 * for a type.
 *
 * @param owner the type that declares it, as JShell names it; empty for what a cell declares
 * @param name of a member; empty for a type
 * @param parameters the erased types of a method's parameters by their simple names; null where
 *     there are none to have
 * @param text the signature in Java's order
 */
record Signature(String owner, String name, List<String> parameters, String text) {

  static Signature parse(String jshell) {
    String all = Names.withoutWrappers(jshell);
    int open = opening(all);
    if (open < 0) {
      return parseVariableOrType(all);
    }
    int close = all.lastIndexOf(')');
    String arguments = all.substring(open + 1, close);
    String head = all.substring(0, open);
    String bare = withoutGenerics(head);
    String[] words = bare.trim().split(" ");
    String last = words[words.length - 1];
    List<String> parameters = new ArrayList<>();
    for (String each : split(arguments)) {
      String type = each.contains(" ") ? each.substring(0, each.lastIndexOf(' ')) : each;
      parameters.add(erased(type));
    }
    if (words.length == 1) {
      return new Signature(last, "", parameters, all);
    }
    int dot = last.lastIndexOf('.');
    String owner = dot < 0 ? "" : last.substring(0, dot);
    String name = last.substring(dot + 1);
    return new Signature(owner, name, parameters, inJavaOrder(head, last, all.substring(open)));
  }

  private static Signature parseVariableOrType(String all) {
    int colon = all.indexOf(':');
    if (colon < 0) {
      return new Signature(withoutGenerics(all), "", null, all);
    }
    String variable = all.substring(0, colon);
    int dot = variable.lastIndexOf('.');
    String owner = dot < 0 ? "" : withoutGenerics(variable.substring(0, dot));
    String name = variable.substring(dot + 1);
    return new Signature(owner, name, null, all.substring(colon + 1) + " " + variable);
  }

  /** Whether it is a method or a constructor. */
  boolean isExecutable() {
    return parameters != null;
  }

  /** With the names of parameters, which class files need not have. */
  Signature withNames(Optional<List<String>> declared) {
    boolean isNamed = isExecutable() && text.matches("(?s).*[\\w>\\].] \\w+\\).*");
    if (!isExecutable() || parameters.isEmpty() || isNamed) {
      return this;
    }
    return declared
        .filter(names -> names.size() == parameters.size())
        .map(
            names ->
                text.substring(0, opening(text) + 1)
                    + String.join(", ", names)
                    + text.substring(text.lastIndexOf(')')))
        .map(named -> new Signature(owner, name, parameters, named))
        .orElse(this);
  }

  boolean isConstructor() {
    return isExecutable() && name.isEmpty();
  }

  boolean isType() {
    return !isExecutable() && name.isEmpty();
  }

  /** The parenthesis of the parameters: the first that is not within type arguments. */
  private static int opening(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == '(' && depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** JShell puts a method's type parameters behind its owner. */
  private static String inJavaOrder(String head, String last, String rest) {
    int name = head.lastIndexOf(last.substring(last.lastIndexOf('.') + 1));
    String before = head.substring(0, name);
    int generic = before.lastIndexOf(".<");
    if (generic < 0) {
      return head + rest;
    }
    String own = before.substring(generic + 1);
    return own + " " + before.substring(0, generic) + "." + head.substring(name) + rest;
  }

  static String withoutGenerics(String type) {
    StringBuilder bare = new StringBuilder();
    int depth = 0;
    for (char c : type.toCharArray()) {
      depth += c == '<' ? 1 : 0;
      if (depth == 0) {
        bare.append(c);
      }
      depth -= c == '>' ? 1 : 0;
    }
    return bare.toString();
  }

  /**
   * A type as two ways of writing it have in common: {@code java.util.List<String>...} is List[].
   */
  static String erased(String type) {
    return withoutGenerics(type)
        .replaceAll("@\\w+(\\([^)]*\\))?\\s*|\\bfinal\\s+", "")
        .replace("...", "[]")
        .replaceAll("\\s", "")
        .replaceAll("\\b(?:\\w+\\.)+(?=\\w)", "");
  }

  /** The parts between commas that stand in no bracket. */
  static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += "<([{".indexOf(c) >= 0 ? 1 : ">)]}".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(list.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!list.substring(start).isBlank()) {
      parts.add(list.substring(start).strip());
    }
    return parts;
  }
}
