package org.neuronbook.grader;

import java.lang.reflect.InvocationTargetException;
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
    } catch (NoSuchMethodException none) {
      throw new IllegalArgumentException(
          "%1$s has no constructor without parameters; hand in how to make one: () -> new %1$s(...)"
              .formatted(type.getSimpleName()));
    } catch (InstantiationException unfinished) {
      throw new IllegalArgumentException(
          "%s is abstract, so that no object can be made of it: write all of its methods"
              .formatted(type.getSimpleName()));
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw thrown.getCause() instanceof RuntimeException learners
          ? learners
          : new IllegalStateException(thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
