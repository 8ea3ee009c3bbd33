package org.neuronbook.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;

/**
 * What the type of an expression has, from the loaded class: asking JShell for each single member
 * would take seconds.
 */
final class Members {
  /**
   * A member.
   *
   * @param signature what it takes and gives, types by their simple names; of several methods of
   *     one name that of the first
   * @param isOfEveryObject whether {@link Object} declares it
   */
  record Member(String signature, boolean isOfEveryObject) {}

  private final JavaShell java;
  private final JShell shell;

  Members(JavaShell java) {
    this.java = java;
    this.shell = java.shell();
  }

  /** The members by their names, for code that ends in an expression or a type; maybe none. */
  Map<String, Member> of(String code) {
    String expression = code.substring(startOfExpression(code));
    String type = shell.sourceCodeAnalysis().analyzeType(expression, expression.length());
    if (type == null) {
      // A type itself, or a variable that an earlier statement of the cell declares.
      type =
          shell.sourceCodeAnalysis().documentation(code, code.length(), false).stream()
              .map(each -> each.signature())
              .map(signature -> signature.substring(signature.indexOf(':') + 1))
              .findFirst()
              .orElse(null);
    }
    return type == null ? Map.of() : named(type).map(Members::members).orElse(Map.of());
  }

  /** Where the expression begins that the code ends in: names, dots, and what is in brackets. */
  private static int startOfExpression(String code) {
    int depth = 0;
    int i = code.length();
    while (i > 0) {
      char c = code.charAt(i - 1);
      depth += ")]".indexOf(c) >= 0 ? 1 : "([".indexOf(c) >= 0 ? -1 : 0;
      boolean belongs = Character.isJavaIdentifierPart(c) || ".)](\"[".indexOf(c) >= 0;
      if (depth < 0 || depth == 0 && !belongs) {
        break;
      }
      i--;
    }
    return i;
  }

  private Optional<Class<?>> named(String type) {
    String bare = Signature.withoutGenerics(Names.withoutWrappers(type)).strip();
    Optional<TypeDeclSnippet> own =
        shell.types().filter(each -> each.name().equals(bare)).findFirst();
    if (own.isPresent()) {
      String wrapper = shell.sourceCodeAnalysis().wrapper(own.get()).fullClassName();
      return java.type(wrapper + "$" + bare);
    }
    String name =
        Character.isLowerCase(bare.charAt(0))
            ? bare
            : shell.sourceCodeAnalysis().documentation(bare, bare.length(), false).stream()
                .map(each -> Signature.withoutGenerics(each.signature()))
                .findFirst()
                .orElse(bare);
    while (true) {
      Optional<Class<?>> found = java.type(name);
      int dot = name.lastIndexOf('.');
      if (found.isPresent() || dot < 0) {
        return found;
      }
      name = name.substring(0, dot) + "$" + name.substring(dot + 1); // a nested type
    }
  }

  private static Map<String, Member> members(Class<?> type) {
    Map<String, Member> members = new HashMap<>();
    try {
      for (Class<?> each = type; each != null; each = each.getSuperclass()) {
        boolean isObject = each == Object.class;
        for (Method method : each.getDeclaredMethods()) {
          if (!method.isSynthetic()) {
            members.putIfAbsent(method.getName(), new Member(signature(method), isObject));
          }
        }
        for (Field field : each.getDeclaredFields()) {
          String text = field.getType().getSimpleName();
          members.putIfAbsent(field.getName(), new Member(text, false));
        }
      }
      for (Method method : type.getMethods()) { // of interfaces
        boolean isObject = method.getDeclaringClass() == Object.class;
        members.putIfAbsent(method.getName(), new Member(signature(method), isObject));
      }
    } catch (LinkageError missing) {
      // a class that mentions one which is not there: what was found is enough
    }
    return members;
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameters())
            .map(Members::parameter)
            .collect(Collectors.joining(", ", method.getName() + "(", ")"))
        + (method.getReturnType() == void.class
            ? ""
            : ": " + method.getReturnType().getSimpleName());
  }

  private static String parameter(Parameter parameter) {
    String type = parameter.getType().getSimpleName();
    String shown = parameter.isVarArgs() ? type.substring(0, type.length() - 2) + "..." : type;
    return parameter.isNamePresent() ? shown + " " + parameter.getName() : shown;
  }
}
