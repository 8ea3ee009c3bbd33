package org.neuronbook.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/** What to do about an error of the compiler where its code alone says it. */
final class MeaningOfCodes {
  /** By the beginning of the code, without {@code compiler.err.}. */
  private static final Map<String, String> HINTS = new LinkedHashMap<>();

  static {
    HINTS.put("missing.ret.stmt", "Every way through a method with a result must end in return.");
    HINTS.put(
        "var.might.not.have.been.initialized",
        "Give the variable a value in every case before it is read.");
    HINTS.put(
        "override.weaker.access",
        "The methods of an interface are public: write public in front of yours.");
    HINTS.put(
        "does.not.override.abstract",
        "The class promises an interface: it must have that method, public and with exactly those"
            + " parameters.");
    HINTS.put(
        "method.does.not.override",
        "@Override says that the class above has such a method: compare name and parameters.");
    HINTS.put(
        "abstract.cant.be.instantiated",
        "An interface or abstract class has no objects of its own: write a class that implements it.");
    String lambda =
        "A lambda may only read local variables that never change: copy the value into a new"
            + " variable first, or use an array of one element.";
    HINTS.put("local.variables", lambda);
    HINTS.put("cant.ref.non.effectively.final", lambda);
    HINTS.put(
        "type.found.req",
        "A type argument must be a class: Integer instead of int, Double instead of double.");
    HINTS.put(
        "cant.deref",
        "A number or boolean has no methods or fields; String.valueOf(x) makes a text.");
    HINTS.put("cant.apply", "Compare the arguments with what is required.");
    HINTS.put(
        "operator.cant.be.applied",
        "Operators work on numbers, + also on texts; with objects it is a method: a.add(b),"
            + " a.equals(b).");
    HINTS.put("incomparable.types", "Only values of one kind can be compared.");
    HINTS.put(
        "already.defined", "Choose another name, or leave out the type to change the variable.");
    HINTS.put(
        "cant.assign.val",
        "What is final keeps its first value: remove final, or use a new variable.");
    HINTS.put(
        "unreachable.stmt",
        "Behind return, break, continue, throw or an endless loop nothing is ever run.");
    HINTS.put(
        "non-static.cant.be.ref",
        "A static method belongs to the class, not to an object: remove static, or call it on an"
            + " object.");
    HINTS.put(
        "report.access",
        "It is private to its class: is there a method that gives it, or may private go?");
    HINTS.put(
        "cant.infer.local.var.type",
        "var reads the type from the value: write the type itself instead.");
    HINTS.put(
        "int.number.too.large",
        "An int ends at 2147483647: an L behind the number makes it a long.");
    HINTS.put(
        "array.req.but.found",
        "[ ] is for arrays: list.get(0) reads from a list, text.charAt(0) from a text.");
    HINTS.put("foreach.not.applicable", "A loop over elements needs an array, a list or a set.");
    HINTS.put("void.not.allowed", "This method gives nothing back that could be used.");
    HINTS.put("illegal.initializer", "Braces fill an array: int[] xs = {1, 2, 3};");
    HINTS.put("ref.ambiguous", "Import the one that is meant by its full name.");
    HINTS.put("break.outside", "break leaves a loop or switch; there is none around it.");
    HINTS.put("cont.outside", "continue goes on with a loop; there is none around it.");
    HINTS.put("except.never.thrown", "Nothing in this try throws it: remove the catch.");
    HINTS.put(
        "preview.feature.disabled",
        "A later Java has it; this kernel runs Java " + Runtime.version().feature() + ".");
    HINTS.put(
        "unexpected.type",
        "What is changed must be a variable, a field or an element of an array.");
    HINTS.put(
        "invalid.mref", "Class::new is a constructor, Class::method a method: compare the name.");
  }

  private MeaningOfCodes() {}

  /**
   * A hint for an error.
   *
   * @param code as the compiler names it, for example {@code missing.ret.stmt}
   * @return an empty text where the compiler's message says enough
   */
  static String of(String code) {
    return HINTS.entrySet().stream()
        .filter(hint -> code.startsWith(hint.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse("");
  }
}
