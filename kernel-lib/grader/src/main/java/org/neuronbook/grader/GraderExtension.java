package org.neuronbook.grader;

import java.lang.reflect.Method;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Connects JUnit with a run of the grader: gives tests their parameters and takes their results.
 */
final class GraderExtension implements ParameterResolver, InvocationInterceptor {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return parameter.isAnnotated(Seeded.class)
        ? type.isAssignableFrom(java.util.SplittableRandom.class)
            && RandomGenerator.class.isAssignableFrom(type)
        : type == run(context).exercise().contract();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Method test = context.getRequiredTestMethod();
    return parameter.isAnnotated(Seeded.class)
        ? run(context).random(test)
        : run(context).contract(test);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> test,
      ExtensionContext context) {
    TestRun run = run(context);
    if (!run.execute(test.getExecutable(), invocation::proceed)) {
      invocation.skip();
    }
  }

  private static TestRun run(ExtensionContext context) {
    return context
        .getConfigurationParameter(TestRun.KEY)
        .flatMap(TestRun::running)
        .orElseThrow(
            () ->
                new ParameterResolutionException(
                    "grader tests are run by the grader: use Check.check or Engine.run"));
  }
}
