package org.neuronbook.kernel;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * What Shift-Tab and {@code name?} show: the signature, and the description from the source: of the
 * learner's cells, of libraries that carry it ({@link LibrarySources}), of the JDK where it has it.
 */
final class Inspection {
  private static final Pattern COMMENT_ABOVE =
      Pattern.compile("(?s)\\s*((?:\\s*//[^\n]*\n)+|/\\*.*?\\*/).*");
  private static final Pattern MEMBER_OF_TYPE =
      Pattern.compile("\\b([A-Z][\\w.]*)\\s*(?:\\.|::)\\s*(\\w+)$");
  private static final int MAX_OVERLOADS = 6;

  private final JShell shell;
  private final Execution execution;
  private final LibrarySources libraries;
  private final CursorContext contexts;

  Inspection(JavaShell java) {
    this.shell = java.shell();
    this.execution = java.execution();
    this.libraries = java.librarySources();
    this.contexts = new CursorContext(shell);
  }

  /** What there is to tell of what stands at the cursor; nothing is an empty list. */
  List<Documentation> at(String source, int cursor, boolean withSource) {
    int end = Math.max(0, Math.min(cursor, source.length()));
    while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
      end++;
    }
    for (CursorContext.View view : contexts.views(source, end)) {
      String before = view.source().substring(0, view.cursor());
      String after = view.source().substring(view.cursor());
      int call = Call.opening(before);
      List<String> questions = new ArrayList<>(List.of(before + "(", before));
      List<String> arguments = Call.arguments(after);
      if (call >= 0 && (before.isEmpty() || !isName(before))) {
        questions.add(0, before.substring(0, call + 1));
        arguments = Call.arguments(view.source().substring(call));
      }
      // An instance's method is asked for by its class, too: Tensor.matmul?, Tensor::relu.
      questions.add(MEMBER_OF_TYPE.matcher(before).replaceFirst("(($1) null).$2("));
      for (String question : questions) {
        List<Documentation> found = answers(question, arguments, withSource);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }

  private static boolean isName(String before) {
    return Character.isJavaIdentifierPart(before.charAt(before.length() - 1));
  }

  private List<Documentation> answers(String code, List<String> arguments, boolean withSource) {
    Map<Signature, String> found = new LinkedHashMap<>();
    shell
        .sourceCodeAnalysis()
        .documentation(code, code.length(), true)
        .forEach(each -> found.putIfAbsent(Signature.parse(each.signature()), each.javadoc()));
    List<Signature> ordered = new ArrayList<>(found.keySet());
    if (ordered.size() > 1 && arguments != null) {
      List<String> types = types(arguments);
      ordered.sort(Comparator.comparingInt(each -> -fit(each, types)));
    }
    List<Documentation> all = new ArrayList<>();
    for (Signature each : ordered.subList(0, Math.min(MAX_OVERLOADS, ordered.size()))) {
      all.add(describe(each, found.get(each), withSource));
    }
    if (ordered.size() > MAX_OVERLOADS) {
      int more = ordered.size() - MAX_OVERLOADS;
      all.add(new Documentation("and " + more + " more of this name", null, null));
    }
    return all;
  }

  /** The types of arguments by their erased names; an empty text for one that is not known. */
  private List<String> types(List<String> arguments) {
    return arguments.stream()
        .map(each -> shell.sourceCodeAnalysis().analyzeType(each, each.length()))
        .map(type -> type == null ? "" : Signature.erased(Names.withoutWrappers(type)))
        .toList();
  }

  /** How well a method fits the arguments that are written already. */
  private static int fit(Signature method, List<String> arguments) {
    if (!method.isExecutable()) {
      return 0;
    }
    int points = Math.min(0, method.parameters().size() - arguments.size());
    points += method.parameters().size() == arguments.size() ? 1 : 0;
    for (int i = 0; i < Math.min(arguments.size(), method.parameters().size()); i++) {
      points += fit(method.parameters().get(i), arguments.get(i));
    }
    return points;
  }

  private static int fit(String parameter, String argument) {
    if (argument.isEmpty()) {
      return 0;
    }
    if (parameter.equals(argument)) {
      return 5;
    }
    if (parameter.matches("[A-Z]")) {
      return 1; // a type variable takes all
    }
    boolean isPrimitive = Character.isLowerCase(argument.charAt(0)) && !argument.endsWith("]");
    boolean wantsPrimitive = Character.isLowerCase(parameter.charAt(0)) && !parameter.endsWith("]");
    return isPrimitive != wantsPrimitive ? -3 : parameter.equals("Object") ? 2 : 0;
  }

  private Documentation describe(Signature signature, String javadoc, boolean withSource) {
    if (javadoc != null && !javadoc.isBlank()) {
      return new Documentation(signature.text(), Javadoc.html(javadoc), null);
    }
    if (signature.owner().isEmpty() && !signature.isExecutable()) {
      return variable(signature);
    }
    Optional<SourceDeclarations.Found> found =
        signature.owner().isEmpty() ? ownMethod(signature) : declaration(signature);
    String head = signature.withNames(found.map(SourceDeclarations.Found::parameters)).text();
    if (signature.isType()) {
      head = header(signature.owner()).orElse(head);
    }
    String comment =
        found.map(SourceDeclarations.Found::comment).filter(text -> !text.isBlank()).orElse(null);
    String source = withSource ? found.map(SourceDeclarations.Found::source).orElse(null) : null;
    String description = comment == null ? missing(signature) : Javadoc.html(comment);
    return new Documentation(head, description, source);
  }

  /** Why there is no description, where that can be helped. */
  private String missing(Signature signature) {
    String type = signature.owner().isEmpty() ? "" : qualified(signature.owner());
    return type.startsWith("java.")
        ? Documentation.note(
            "No description: this JDK was installed without its sources (lib/src.zip).")
        : null;
  }

  private Documentation variable(Signature signature) {
    Optional<VarSnippet> own =
        shell.variables().filter(each -> each.name().equals(signature.name())).findFirst();
    if (own.isEmpty()) {
      return new Documentation(signature.text(), null, null);
    }
    String className = shell.sourceCodeAnalysis().wrapper(own.get()).fullClassName();
    Field field = execution.variables().field(className, signature.name());
    String value;
    try {
      value = field == null ? "?" : BriefValue.of(Variables.value(field));
    } catch (RuntimeException | StackOverflowError cannotSay) {
      value = "?"; // a value of a library that is in use by another thread
    }
    String text = Names.withoutWrappers(own.get().typeName()) + " " + own.get().name();
    return new Documentation(text + " = " + value, null, null);
  }

  private Optional<SourceDeclarations.Found> declaration(Signature signature) {
    String first = signature.owner().split("\\.")[0];
    Optional<TypeDeclSnippet> own =
        shell.types().filter(each -> each.name().equals(first)).findFirst();
    if (own.isPresent()) {
      var declarations = new SourceDeclarations(own.get().source());
      return signature.isType()
          ? declarations.type(signature.owner()).map(found -> withCommentAbove(found, own.get()))
          : declarations.member(signature.owner(), signature);
    }
    String type = qualified(signature.owner());
    return signature.isType() ? libraries.type(type) : libraries.member(type, signature);
  }

  private Optional<String> header(String type) {
    Optional<TypeDeclSnippet> own =
        shell.types().filter(each -> each.name().equals(type)).findFirst();
    return own.isPresent()
        ? new SourceDeclarations(own.get().source()).header(type)
        : libraries.header(type).map(head -> head + "\n" + type);
  }

  private Optional<SourceDeclarations.Found> ownMethod(Signature signature) {
    for (MethodSnippet each : shell.methods().toList()) {
      if (each.name().equals(signature.name())) {
        var declarations = new SourceDeclarations("class Cell {\n" + each.source() + "\n}");
        var found = declarations.member("Cell", signature);
        if (found.isPresent()) {
          return found.map(one -> withCommentAbove(one, each));
        }
      }
    }
    return Optional.empty();
  }

  /** Beginners write their comments with two strokes. */
  private static SourceDeclarations.Found withCommentAbove(
      SourceDeclarations.Found found, Snippet snippet) {
    Matcher above = COMMENT_ABOVE.matcher(snippet.source());
    if (found.comment() != null || !above.matches()) {
      return found;
    }
    String text = above.group(1).replaceAll("(?m)^\\s*(//|\\*|/\\*)|\\*/", "").strip();
    return found.withComment(Javadoc.escape(text));
  }

  /** The qualified name of a type that JShell names as the cells' imports allow. */
  private String qualified(String type) {
    if (Character.isLowerCase(type.charAt(0))) {
      return type;
    }
    return shell.sourceCodeAnalysis().documentation(type, type.length(), false).stream()
        .map(each -> Signature.withoutGenerics(each.signature()))
        .findFirst()
        .orElse(type);
  }
}
