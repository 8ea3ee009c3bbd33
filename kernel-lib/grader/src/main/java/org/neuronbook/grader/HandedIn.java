package org.neuronbook.grader;

import java.util.function.Supplier;

/** What somebody may hand in: a supplier of implementations, a class, or one object. */
public final class HandedIn {
  private HandedIn() {}

  /** Makes implementations: of a class by its constructor without parameters. */
  public static Supplier<?> supplier(Object implementation) {
    if (implementation instanceof Class<?> type) {
      return () -> instantiate(type);
    }
    return implementation instanceof Supplier<?> given ? given : () -> implementation;
  }

  private static Object instantiate(Class<?> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "new " + type.getSimpleName() + "() does not work: " + cause, cause);
    }
  }
}
