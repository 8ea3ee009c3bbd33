package org.neuronbook.grader;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a learner handed in, before any test: can it be made, and is it the right kind of thing? */
final class Implementation {
  private final Exercise exercise;
  private final Supplier<?> supplier;
  private final Options options;

  Implementation(Exercise exercise, Supplier<?> supplier, Options options) {
    this.exercise = exercise;
    this.supplier = supplier;
    this.options = options;
  }

  /** Why it cannot be checked, or an empty string. */
  String problem(Catalogues catalogues) throws InterruptedException {
    if (supplier == null) {
      return handedInNull();
    }
    var made = new Object[1];
    // Nothing of the contract is called yet, so that the limit of a call is the limit of it all.
    var watchdog =
        new Watchdog(
            new Calls(), options.callLimit(), options.callLimit(), Submission.local(supplier));
    Watchdog.Outcome outcome =
        watchdog.run("check " + exercise.id(), () -> made[0] = supplier.get());
    if (outcome.exceeded() != null) {
      return "Making your object did not finish within "
          + Show.number(outcome.exceeded().toMillis() / 1000.0)
          + " s: is there an endless loop in the constructor?";
    }
    Throwable thrown = outcome.thrown();
    if (thrown instanceof Todo) {
      return thrown.getMessage();
    }
    if (thrown != null) {
      String line = LearnerLine.of(thrown, null);
      return "Making your object failed: "
          + LocalSubmission.describe(thrown)
          + (line == null ? "." : " (" + line + ").");
    }
    if (made[0] == null) {
      return handedInNull();
    }
    return exercise.contract().isInstance(made[0]) ? "" : wrongType(made[0], catalogues);
  }

  private String handedInNull() {
    return "You handed in null. Hand in your class's constructor: check(\"%s\", MyClass::new)"
        .formatted(exercise.id());
  }

  private String wrongType(Object made, Catalogues catalogues) {
    Class<?> contract = exercise.contract();
    String other =
        catalogues
            .implementedBy(made.getClass())
            .map(
                found ->
                    " It implements %s: did you mean check(\"%s\", ...)?"
                        .formatted(found.contract().getSimpleName(), found.id()))
            .orElse("");
    Class<?> type = made.getClass();
    boolean declared = !type.isSynthetic() && !type.isAnonymousClass();
    boolean learners = declared && type.getClassLoader() != null && other.isEmpty();
    return "%s does not implement %s, the interface of exercise %s.%s Write: class %s implements %s { %s }"
        .formatted(
            declared ? type.getSimpleName() : "What you handed in",
            contract.getSimpleName(),
            exercise.id(),
            other,
            learners ? type.getSimpleName() : "MyClass",
            contract.getSimpleName(),
            methods(contract));
  }

  /** The methods that the learner must write, for example {@code double[] centre(double[] x)}. */
  private static String methods(Class<?> contract) {
    return Arrays.stream(contract.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .map(Implementation::declaration)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String declaration(Method method) {
    return Arrays.stream(method.getParameters())
        .map(parameter -> parameter.getType().getSimpleName() + " " + parameter.getName())
        .collect(
            Collectors.joining(
                ", ",
                "public " + method.getReturnType().getSimpleName() + " " + method.getName() + "(",
                ") { ... }"));
  }
}
