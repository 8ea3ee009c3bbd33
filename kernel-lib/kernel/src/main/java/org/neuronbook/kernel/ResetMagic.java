package org.neuronbook.kernel;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** {@code %reset}: forgets what cells have declared. What every notebook starts with stays. */
final class ResetMagic implements Magic {
  private final JavaShell java;
  private final PrintStream output;

  ResetMagic(JavaShell java, PrintStream output) {
    this.java = java;
    this.output = output;
  }

  @Override
  public List<MagicHelp> help() {
    return List.of(
        MagicHelp.of(
            "%reset",
            "forgets all variables, methods, classes and imports of the cells",
            "It does not ask. The default imports, added libraries and magics stay."));
  }

  @Override
  public Object run(Call call) {
    JShell shell = java.shell();
    List<Snippet> variables = declared(shell.variables().toList());
    List<Snippet> methods = declared(shell.methods().toList());
    List<Snippet> types = declared(shell.types().toList());
    List<Snippet> imports = declared(shell.imports().toList());
    for (Snippet variable : variables) {
      String owner = shell.sourceCodeAnalysis().wrapper(variable).fullClassName();
      java.execution().variables().clear(owner, ((VarSnippet) variable).name());
    }
    // What uses others goes before them: JShell compiles again what loses something.
    for (List<Snippet> all : List.of(variables, methods, types, imports)) {
      all.forEach(shell::drop);
    }
    variables.removeIf(one -> ((VarSnippet) one).name().startsWith("$"));
    List<String> told = new ArrayList<>();
    tell(told, "variable", variables);
    tell(told, "method", methods);
    tell(told, "class", types);
    tell(told, "import", imports);
    output.println(told.isEmpty() ? "There was nothing to forget." : "Forgot " + sentence(told));
    return null;
  }

  private List<Snippet> declared(List<? extends Snippet> all) {
    List<Snippet> own = new ArrayList<>(all);
    own.removeIf(one -> !java.isOfCell(one));
    return own;
  }

  private static void tell(List<String> told, String kind, List<Snippet> all) {
    if (!all.isEmpty()) {
      String many = kind.endsWith("s") ? "es" : "s";
      String names = String.join(", ", all.stream().map(ResetMagic::name).toList());
      told.add(all.size() + " " + kind + (all.size() == 1 ? "" : many) + " (" + names + ")");
    }
  }

  private static String name(Snippet snippet) {
    if (snippet instanceof VarSnippet variable) {
      return variable.name();
    }
    if (snippet instanceof MethodSnippet method) {
      return method.name();
    }
    if (snippet instanceof TypeDeclSnippet type) {
      return type.name();
    }
    return ((ImportSnippet) snippet).fullname();
  }

  private static String sentence(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0) + "."
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last) + ".";
  }
}
