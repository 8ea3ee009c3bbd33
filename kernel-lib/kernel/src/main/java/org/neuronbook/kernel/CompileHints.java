package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
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
  private static final Pattern PACKAGE = Pattern.compile("package (\\S+) does not exist");
  private static final Pattern OF_TYPE =
      Pattern.compile("location: (?:variable \\w+ of type|class) (\\S+)");
  private static final Set<String> RESERVED = Set.of("goto", "const");
  private static final Pattern WORD = Pattern.compile("\\b[A-Za-z_]\\w*\\b");
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
    String message = CompilerMessage.cleaned(error.getMessage(Locale.ENGLISH));
    String code = code(error);
    int position = (int) error.getPosition();
    if (isSyntax(error)) {
      String habit = HabitHints.forLine(codeLine(piece, position));
      return habit.isEmpty() ? forSyntax(piece, position, code, message) : habit;
    }
    if (code.startsWith("cant.resolve")) {
      Matcher symbol = SYMBOL.matcher(message);
      return symbol.find()
          ? forName(piece, position, symbol.group(1) + " " + symbol.group(2), message)
          : "";
    }
    if (code.startsWith("doesnt.exist")) {
      return forPackage(piece, position, message);
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
    return MeaningOfCodes.of(code);
  }

  /** The line of a position, without comments and without what stands in quotes. */
  private static String codeLine(Piece piece, int position) {
    String code = SourceScan.of(piece.source()).code();
    int at = Math.max(0, Math.min(position, code.length()));
    int end = code.indexOf('\n', at);
    return code.substring(code.lastIndexOf('\n', at - 1) + 1, end < 0 ? code.length() : end);
  }

  /** The word in which a position stands, or behind which. */
  private static String wordAt(String source, int position) {
    Matcher word = WORD.matcher(source);
    while (word.find()) {
      if (word.start() <= position && position <= word.end()) {
        return word.group();
      }
    }
    return "";
  }

  /** {@code package system does not exist}: a package, or an object that nobody has declared. */
  private String forPackage(Piece piece, int position, String message) {
    Matcher name = PACKAGE.matcher(message);
    if (!name.find()) {
      return "";
    }
    String first = name.group(1);
    if (piece.source().strip().startsWith("import ") || first.contains(".")) {
      return "Is the package misspelt? A library that is missing is added by %maven group:artifact:version.";
    }
    int start = Math.max(0, piece.source().lastIndexOf(first, Math.max(position, 0)));
    return forName(piece, start, "variable " + first, message);
  }

  private static String forSyntax(Piece piece, int position, String code, String message) {
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
    String word = wordAt(piece.source(), position);
    if (SourceVersion.isKeyword(word)
        && (message.contains("<identifier> expected") || RESERVED.contains(word))) {
      return word + " is a word of Java itself: choose another name.";
    }
    if (message.contains("<identifier> expected")) {
      return "A name is missing here, or the type in front of a name.";
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
      String from = found.group(1);
      String to = found.group(2);
      if (from.equals("<nulltype>") || from.equals("<null>")) {
        return "null is no " + to + ": a number, a char or a boolean always holds a value.";
      }
      if (from.equals("void")) {
        return MeaningOfCodes.of("void.not.allowed");
      }
      if (from.equals("String") && to.equals("char")) {
        return "One character stands in single quotes: 'a'.";
      }
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

  /**
   * A hint for a name that is not known: one that resembles it, or the import that is missing.
   *
   * @param symbol kind and name, for example {@code variable lerningRate}
   */
  String forName(Piece piece, int position, String symbol) {
    return forName(piece, position, symbol, "");
  }

  private String forName(Piece piece, int position, String symbol, String message) {
    String name = symbol.substring(symbol.indexOf(' ') + 1).replaceAll("\\(.*", "");
    if (piece.source().substring(0, position).matches("(?s).*\n[ \t]*%")) {
      return "%" + name + " is read as a remainder: the statement above it has no semicolon.";
    }
    boolean isMember = piece.source().startsWith(".", position);
    if (!isMember && !HabitHints.forName(name).isEmpty()) {
      return HabitHints.forName(name);
    }
    boolean looksLikeType = !symbol.startsWith("method") && Character.isUpperCase(name.charAt(0));
    List<String> imports = looksLikeType ? importsFor(piece, position, name) : List.of();
    if (!imports.isEmpty()) {
      return "Is import " + Names.either(imports) + "; missing?";
    }
    if (symbol.startsWith("variable ") && shell.types().anyMatch(t -> t.name().equals(name))) {
      return "%1$s is a class: %1$s::new is its constructor, new %1$s() an object.".formatted(name);
    }
    if (isMember && message.contains("[]") && message.contains("of type")) {
      return symbol.startsWith("method length")
          ? "An array has .length without (), a list or a map has .size()."
          : "An array has a fixed length and no methods: a List can add and remove.";
    }
    Set<String> known = namesAt(piece, position, name);
    known.removeIf(other -> looksLikeType && !Character.isUpperCase(other.charAt(0)));
    Optional<String> near = Names.nearest(name, known);
    if (near.isPresent()) {
      return "Did you mean " + near.get() + "?";
    }
    if (isMember) {
      return forMember(symbol, message);
    }
    if (symbol.startsWith("variable ") && isAssigned(piece, position + name.length())) {
      return "A new variable needs its type, or var, in front: var " + name + " = ...";
    }
    return "There is no "
        + symbol
        + " (yet): is it misspelt, or is it declared in a cell that has not been run?";
  }

  private static boolean isAssigned(Piece piece, int end) {
    return Pattern.compile("\\s*=(?!=)")
        .matcher(piece.source())
        .region(Math.min(end, piece.source().length()), piece.source().length())
        .lookingAt();
  }

  private static String forMember(String symbol, String message) {
    if (symbol.startsWith("method length")) {
      return "An array has .length without (), a list or a map has .size().";
    }
    if (symbol.equals("variable length")) {
      return "A text has .length() with parentheses, a list or a map has .size().";
    }
    Matcher type = OF_TYPE.matcher(message);
    return (type.find() ? article(type.group(1)) : "This class").replaceFirst("^a", "A")
        + " has no such "
        + (symbol.startsWith("method") ? "method" : "field")
        + ": Tab after the dot lists what it has.";
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
      suggestions(before + Character.toUpperCase(name.charAt(0))).forEach(names::add);
      code = before + name.charAt(0);
    }
    suggestions(code).forEach(names::add);
    // Names that the piece itself declares: parameters, local variables, fields.
    Matcher word = WORD.matcher(piece.source());
    while (word.find()) {
      if (word.start() != position && !before.endsWith(".")) {
        names.add(word.group());
      }
    }
    names.remove(name);
    names.removeIf(n -> SourceVersion.isKeyword(n));
    return names;
  }

  private Stream<String> suggestions(String code) {
    return shell
        .sourceCodeAnalysis()
        .completionSuggestions(code, code.length(), new int[1])
        .stream()
        .map(suggestion -> suggestion.continuation().replaceAll("[(<].*", ""));
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
