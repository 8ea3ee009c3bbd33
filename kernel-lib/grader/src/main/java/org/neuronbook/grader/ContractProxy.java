package org.neuronbook.grader;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * What a test holds in place of the learner's object. The object itself is made at the first call,
 * so that a constructor is watched like any other code of the learner's.
 */
final class ContractProxy implements InvocationHandler {
  private final Class<?> contract;
  private final Submission submission;
  private final Calls calls;
  private Submission.Instance instance;

  private ContractProxy(Class<?> contract, Submission submission, Calls calls) {
    this.contract = contract;
    this.submission = submission;
    this.calls = calls;
  }

  static Object of(Class<?> contract, Submission submission, Calls calls) {
    return Proxy.newProxyInstance(
        contract.getClassLoader(),
        new Class<?>[] {contract},
        new ContractProxy(contract, submission, calls));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "the learner's " + contract.getSimpleName();
      };
    }
    calls.enter(method, arguments);
    try {
      if (instance == null) {
        instance = submission.newInstance();
      }
      return instance.call(method, arguments);
    } catch (Todo todo) {
      calls.meet(todo);
      throw todo;
    } catch (SubmissionLost lost) {
      calls.meet(lost);
      throw lost;
    } finally {
      calls.leave();
    }
  }
}
