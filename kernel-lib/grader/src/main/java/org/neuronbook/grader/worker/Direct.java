package org.neuronbook.grader.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls the services of this package, with what they throw as they throw it. */
final class Direct {
  private Direct() {}

  static Object call(Object service, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(service, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
