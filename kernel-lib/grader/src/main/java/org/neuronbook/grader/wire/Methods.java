package org.neuronbook.grader.wire;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers the methods of an interface in the same way on both sides. */
final class Methods {
  private static final Map<Class<?>, List<Method>> KNOWN = new ConcurrentHashMap<>();

  private Methods() {}

  static int number(Class<?> type, Method method) {
    int number = of(type).indexOf(method);
    if (number < 0) {
      throw new IllegalArgumentException("%s is no method of %s".formatted(method, type));
    }
    return number;
  }

  static Method method(Class<?> type, int number) throws ProtocolException {
    List<Method> methods = of(type);
    if (number < 0 || number >= methods.size()) {
      throw new ProtocolException("%s has no method %d".formatted(type.getSimpleName(), number));
    }
    return methods.get(number);
  }

  static List<Method> of(Class<?> type) {
    return KNOWN.computeIfAbsent(
        type,
        any ->
            Arrays.stream(any.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toGenericString))
                .toList());
  }
}
