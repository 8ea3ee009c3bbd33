package org.neuronbook.grader.wire;

import java.lang.reflect.Method;

/** Calls a method of one object. */
@FunctionalInterface
public interface Invoker {
  Object call(Method method, Object[] arguments) throws Throwable;
}
