package org.neuronbook.grader.worker;

import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;
import org.neuronbook.grader.LearnerException;
import org.neuronbook.grader.Submission;
import org.neuronbook.grader.wire.Peer;

/** Does what a notebook's kernel does with the cells, and hands out what they hand in. */
final class LoadedLearner implements Learner {
  private static final String SNIPPET = "do_it$";

  private final Printed printed;
  private final Snippets snippets = new Snippets();
  private String problem;
  private Peer peer;

  LoadedLearner(Printed printed) {
    this.printed = printed;
  }

  void serves(Peer served) {
    peer = served;
  }

  @Override
  public void load(Program program) {
    problem = program.problems().isEmpty() ? null : program.problems().get(0);
    int failed = -1;
    for (Program.Step step : program.steps()) {
      step.classes().forEach(snippets::add);
      if (!step.run().isEmpty() && step.cell() != failed) {
        try {
          run(step.run());
        } catch (InvocationTargetException thrown) {
          failed = step.cell();
          problem = "cell %d stopped with %s".formatted(failed, thrown.getCause());
        } catch (ReflectiveOperationException | LinkageError broken) {
          failed = step.cell();
          problem = "cell %d does not run: %s".formatted(failed, broken);
        }
      }
    }
  }

  private void run(String name) throws ReflectiveOperationException {
    var method = snippets.loadClass(name).getDeclaredMethod(SNIPPET);
    method.setAccessible(true);
    method.invoke(null);
  }

  @Override
  public int newInstance(String contract) {
    Supplier<?> supplier = Handover.handedIn();
    if (supplier == null) {
      throw new LearnerException("an exception before anything was handed in: " + problem, null);
    }
    Class<?> type = contract(contract);
    Submission.Instance instance =
        Submission.local(() -> implementation(supplier, type)).newInstance();
    return peer.export(type, instance::call);
  }

  private static Object implementation(Supplier<?> supplier, Class<?> type) {
    Object made = supplier.get();
    if (!type.isInstance(made)) {
      String what = made == null ? "null" : "an object of " + made.getClass().getSimpleName();
      throw new LearnerException(
          "ClassCastException: what was handed in is %s, which does not implement %s"
              .formatted(what, type.getSimpleName()),
          null);
    }
    return made;
  }

  private static Class<?> contract(String name) {
    try {
      return Class.forName(name, false, LoadedLearner.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the worker lacks the contract " + name, e);
    }
  }

  @Override
  public String printed() {
    return printed.take();
  }
}
