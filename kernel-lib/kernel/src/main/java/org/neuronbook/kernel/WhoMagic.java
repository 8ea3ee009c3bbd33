package org.neuronbook.kernel;

import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** {@code %who}: what the cells have declared. It calls no code of the learner's. */
final class WhoMagic implements Magic {
  private static final int MAX_TEXT = 60;

  private final JavaShell java;
  private final PrintStream output;

  WhoMagic(JavaShell java, PrintStream output) {
    this.java = java;
    this.output = output;
  }

  @Override
  public List<MagicHelp> help() {
    return List.of(
        MagicHelp.of(
            "%who",
            "lists variables, methods and classes",
            "Long values are shortened; of objects only the type is told, as their toString() may",
            "take for ever."));
  }

  @Override
  public Object run(Call call) {
    JShell shell = java.shell();
    List<String[]> variables = new ArrayList<>();
    shell
        .variables()
        .filter(one -> !one.name().startsWith("$"))
        .forEach(one -> variables.add(row(one)));
    List<String[]> methods = new ArrayList<>();
    shell.methods().forEach(one -> methods.add(row(one)));
    List<String[]> types = new ArrayList<>();
    shell.types().forEach(one -> types.add(row(one)));
    if (variables.isEmpty() && methods.isEmpty() && types.isEmpty()) {
      output.println("Nothing is declared yet.");
    }
    print("Variables", variables);
    print("Methods", methods);
    print("Classes", types);
    return null;
  }

  private void print(String title, List<String[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    output.println(title);
    int[] widths = new int[2];
    for (String[] row : rows) {
      widths[0] = Math.max(widths[0], row[0].length());
      widths[1] = Math.max(widths[1], row[1].length());
    }
    for (String[] row : rows) {
      String line = "  %-" + widths[0] + "s  %-" + widths[1] + "s  %s";
      output.println(line.formatted((Object[]) row).stripTrailing());
    }
  }

  private String[] row(VarSnippet variable) {
    String owner = java.shell().sourceCodeAnalysis().wrapper(variable).fullClassName();
    String type = Names.withoutWrappers(variable.typeName());
    Field field = java.execution().variables().field(owner, variable.name());
    Object value = field == null ? null : Variables.value(field);
    return new String[] {type, variable.name(), brief(value, type)};
  }

  private String[] row(MethodSnippet method) {
    int end = method.signature().lastIndexOf(')') + 1;
    String result = Names.withoutWrappers(method.signature().substring(end));
    return new String[] {
      result, method.name() + "(" + method.parameterTypes() + ")", state(method)
    };
  }

  private String[] row(TypeDeclSnippet type) {
    String kind =
        switch (type.subKind()) {
          case INTERFACE_SUBKIND -> "interface";
          case ENUM_SUBKIND -> "enum";
          case RECORD_SUBKIND -> "record";
          case ANNOTATION_TYPE_SUBKIND -> "annotation";
          default -> "class";
        };
    return new String[] {kind, type.name(), state(type)};
  }

  private String state(Snippet snippet) {
    boolean isComplete = java.shell().status(snippet) == Snippet.Status.VALID;
    return isComplete ? "" : "(uses what is not declared)";
  }

  private static String brief(Object value, String type) {
    if (value == null) {
      return "= null";
    }
    if (value instanceof String text) {
      return "= \"" + shortened(text) + "\"";
    }
    if (value instanceof Number && value.getClass().getName().startsWith("java.lang.")
        || value instanceof Boolean) {
      return "= " + value;
    }
    if (value instanceof Character) {
      return "= '" + value + "'";
    }
    if (value instanceof Enum<?> constant) {
      return "= " + constant.name();
    }
    if (value.getClass().isArray()) {
      return lengths(value);
    }
    if (value.getClass().getClassLoader() == null) { // the JDK's own count without surprises
      if (value instanceof Collection<?> all) {
        return "(" + all.size() + " elements)";
      }
      if (value instanceof Map<?, ?> all) {
        return "(" + all.size() + " entries)";
      }
    }
    String own = Names.simple(value.getClass().getName());
    return type.replaceAll("<.*", "").endsWith(own) || own.matches("[\\d.]*")
        ? ""
        : "(" + own + ")";
  }

  private static String shortened(String text) {
    String line = text.replace("\n", "\\n").replace("\r", "\\r");
    return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "...";
  }

  private static String lengths(Object array) {
    StringBuilder lengths = new StringBuilder("(length ").append(Array.getLength(array));
    Object first = array;
    while (Array.getLength(first) > 0
        && first instanceof Object[] rows
        && rows[0] != null
        && rows[0].getClass().isArray()) {
      first = rows[0];
      lengths.append(" x ").append(Array.getLength(first));
    }
    return lengths.append(")").toString();
  }
}
