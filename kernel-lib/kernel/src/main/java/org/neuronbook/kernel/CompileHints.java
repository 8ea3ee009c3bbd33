package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.QualifiedNames;

/** Plain-word hints for the compile errors that learners meet most, by the compiler's own codes. */
final class CompileHints {
  private static final Pattern SYMBOL =
      Pattern.compile("symbol:\\s+(variable|method|class)\\s+(\\w+)");
  private static final Pattern FOUND =
      Pattern.compile("incompatible types: (\\S+) cannot be converted to (\\S+)");
  private static final Pattern LOSSY =
      Pattern.compile("possible lossy conversion from (\\w+) to (\\w+)");
  private static final Pattern EXCEPTION = Pattern.compile("unreported exception ([\\w.]+)");

  private final JShell shell;

  CompileHints(JShell shell) {
    this.shell = shell;
  }

  /** Whether an error comes from the parser: the others then are not worth showing. */
  static boolean isSyntax(Diag error) {
    String code = code(error);
    return code.startsWith("expected")
        || code.startsWith("illegal.start")
        || code.startsWith("unclosed")
        || code.startsWith("premature.eof")
        || code.startsWith("not.stmt")
        || code.startsWith("illegal.char")
        || code.startsWith("else.without.if")
        || code.startsWith("class.public")
        || code.startsWith("orphaned")
        || code.startsWith("invalid.meth.decl");
  }

  private static String code(Diag error) {
    String code = error.getCode() == null ? "" : error.getCode();
    return code.replaceFirst("^compiler\\.err\\.", "");
  }

  /** A hint for an error, or an empty text where the compiler's message says enough. */
  String forError(Piece piece, Diag error) {
    String message = error.getMessage(Locale.ENGLISH);
    String code = code(error);
    if (isSyntax(error)) {
      return forSyntax(piece, code, message);
    }
    if (code.startsWith("cant.resolve")) {
      Matcher symbol = SYMBOL.matcher(message);
      return symbol.find()
          ? forName(piece, (int) error.getPosition(), symbol.group(1) + " " + symbol.group(2))
          : "";
    }
    if (code.startsWith("prob.found.req") || code.startsWith("incompatible")) {
      return forTypes(message);
    }
    if (code.startsWith("unreported.exception")) {
      Matcher exception = EXCEPTION.matcher(message);
      String name = exception.find() ? Names.simple(exception.group(1)) : "the exception";
      return "Catch it with try { ... } catch ("
          + name
          + " e) { ... }, or write throws "
          + name
          + " after the method's parameters.";
    }
    return forOthers(code, message);
  }

  private static String forSyntax(Piece piece, String code, String message) {
    SourceScan scan = SourceScan.of(piece.source());
    if (scan.superfluous() != null) {
      return "There is one " + scan.superfluous().what() + " too many, or its partner is missing.";
    }
    if (scan.unclosed() != null) {
      return forUnclosed(scan.unclosed());
    }
    if (message.contains("';' expected")) {
      return "A semicolon is probably missing here.";
    }
    if (message.contains("'(' or '[' expected")) {
      return "An object is made with parentheses: new MyClass().";
    }
    Matcher expected = Pattern.compile("'(.)' expected").matcher(message);
    if (expected.find()) {
      return "A " + expected.group(1) + " is probably missing here.";
    }
    return switch (code) {
      case "unclosed.char.lit" ->
          "Text stands in double quotes: \"text\". Single quotes hold one" + " character: 'x'.";
      case "not.stmt" ->
          "An expression alone does nothing in the middle of a cell: assign it, print"
              + " it, or make it the cell's last line without a semicolon.";
      case "else.without.if" ->
          "The if before this else has already ended: is there a semicolon or a" + " } too many?";
      case "premature.eof" -> "A semicolon is probably missing at the end.";
      case "illegal.char" ->
          "This character does not belong to Java: was it pasted from a text with"
              + " typographic quotes or dashes?";
      default -> "";
    };
  }

  static String forUnclosed(SourceScan.Mark open) {
    return switch (open.what()) {
      case "(" -> "A ) is probably missing.";
      case "[" -> "A ] is probably missing.";
      case "{" -> "A } is probably missing.";
      case "/*" -> "The comment needs its end: */";
      case "\"\"\"" -> "The text block needs its end: \"\"\"";
      case "'" -> "Text stands in double quotes: \"text\". Single quotes hold one character: 'x'.";
      default -> "The text needs its closing \" on the same line.";
    };
  }

  private static String forTypes(String message) {
    Matcher lossy = LOSSY.matcher(message);
    if (lossy.find()) {
      String to = lossy.group(2);
      return "A "
          + lossy.group(1)
          + " does not fit into "
          + article(to)
          + " without loss: declare the variable as "
          + lossy.group(1)
          + ", or cut the value with ("
          + to
          + ") in front.";
    }
    Matcher found = FOUND.matcher(message);
    if (found.find()) {
      String from = Names.simple(found.group(1));
      String to = Names.simple(found.group(2));
      if (to.equals("boolean") && from.equals("int")) {
        return "A condition must be true or false. To compare, write == instead of =.";
      }
      if (from.equals("String") && Set.of("int", "double", "long").contains(to)) {
        return "Text is not a number: "
            + (to.equals("int")
                ? "Integer.parseInt"
                : to.equals("long") ? "Long.parseLong" : "Double.parseDouble")
            + "(text) reads one from it.";
      }
      if (to.equals("String")) {
        return "String.valueOf(value) makes a text of any value.";
      }
      return "What stands here is " + article(from) + ", but " + article(to) + " is needed.";
    }
    if (message.contains("unexpected return value")) {
      return "A void method returns nothing: give it a result type, or remove the value.";
    }
    return "";
  }

  private static String forOthers(String code, String message) {
    if (code.startsWith("missing.ret.stmt")) {
      return "Every way through a method with a result must end in return.";
    }
    if (code.startsWith("var.might.not.have.been.initialized")) {
      return "Give the variable a value in every case before it is read.";
    }
    if (code.startsWith("override.weaker.access")) {
      return "The methods of an interface are public: write public in front of yours.";
    }
    if (code.startsWith("does.not.override.abstract")) {
      return "The class promises an interface: it must have that method, public and with exactly"
          + " those parameters.";
    }
    if (code.startsWith("local.variables") || code.startsWith("cant.ref.non.effectively.final")) {
      return "A lambda may only read local variables that never change: copy the value into a new"
          + " variable first, or use an array of one element.";
    }
    if (code.startsWith("type.found.req")) {
      return "A type argument must be a class: Integer instead of int, Double instead of double.";
    }
    if (code.startsWith("cant.deref")) {
      return "A number or boolean has no methods or fields.";
    }
    if (code.startsWith("cant.apply.symbol")) {
      return "Compare the arguments with what is required.";
    }
    if (code.startsWith("operator.cant.be.applied")) {
      return "This operator does not work on these types.";
    }
    if (code.startsWith("already.defined")) {
      return "Choose another name, or leave out the type to change the variable.";
    }
    return "";
  }

  /**
   * A hint for a name that is not known: one that resembles it, or the import that is missing.
   *
   * @param symbol kind and name, for example {@code variable lerningRate}
   */
  String forName(Piece piece, int position, String symbol) {
    String name = symbol.substring(symbol.indexOf(' ') + 1).replaceAll("\\(.*", "");
    boolean looksLikeType = !symbol.startsWith("method") && Character.isUpperCase(name.charAt(0));
    List<String> imports = looksLikeType ? importsFor(piece, position, name) : List.of();
    if (!imports.isEmpty()) {
      return "Is import " + Names.either(imports) + "; missing?";
    }
    if (symbol.startsWith("variable ") && shell.types().anyMatch(t -> t.name().equals(name))) {
      return "%1$s is a class: %1$s::new is its constructor, new %1$s() an object.".formatted(name);
    }
    Set<String> known = namesAt(piece, position, name);
    known.removeIf(other -> looksLikeType && !Character.isUpperCase(other.charAt(0)));
    Optional<String> near = Names.nearest(name, known);
    if (near.isPresent()) {
      return "Did you mean " + near.get() + "?";
    }
    if (symbol.startsWith("method length")) {
      return "An array has .length without (), a list or a map has .size().";
    }
    return "There is no "
        + symbol
        + " (yet): is it misspelt, or is it declared in a cell that has not been run?";
  }

  private Set<String> namesAt(Piece piece, int position, String name) {
    Set<String> names = new LinkedHashSet<>();
    String before = piece.source().substring(0, Math.min(position, piece.source().length()));
    String code = before;
    if (piece.source().startsWith(".", position)) {
      code = before + "."; // the position of a member error is that of its dot
    } else if (!before.endsWith(".")) {
      shell.variables().forEach(variable -> names.add(variable.name()));
      shell.methods().forEach(method -> names.add(method.name()));
      shell.types().forEach(type -> names.add(type.name()));
      code = before + name.charAt(0);
    }
    shell
        .sourceCodeAnalysis()
        .completionSuggestions(code, code.length(), new int[1])
        .forEach(suggestion -> names.add(suggestion.continuation().replaceAll("[(<].*", "")));
    // Names that the piece itself declares: parameters, local variables, fields.
    Matcher word = Pattern.compile("\\b[A-Za-z_]\\w*\\b").matcher(piece.source());
    while (word.find()) {
      if (word.start() != position && !before.endsWith(".")) {
        names.add(word.group());
      }
    }
    names.remove(name);
    names.removeIf(n -> javax.lang.model.SourceVersion.isKeyword(n));
    return names;
  }

  private List<String> importsFor(Piece piece, int position, String name) {
    String code = piece.source().substring(0, Math.min(piece.source().length(), position)) + name;
    QualifiedNames found = shell.sourceCodeAnalysis().listQualifiedNames(code, code.length());
    List<String> names = new ArrayList<>(found.getNames());
    names.removeIf(n -> n.startsWith("com.sun.") || n.startsWith("sun.") || n.startsWith("jdk."));
    return names.stream().limit(3).toList();
  }

  private static String article(String type) {
    return ("aeiou".indexOf(Character.toLowerCase(type.charAt(0))) >= 0 ? "an " : "a ") + type;
  }
}
