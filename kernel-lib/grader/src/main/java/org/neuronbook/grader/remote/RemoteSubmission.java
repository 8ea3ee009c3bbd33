package org.neuronbook.grader.remote;

import java.lang.reflect.Method;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.Status;
import org.neuronbook.grader.Submission;
import org.neuronbook.grader.SubmissionLost;
import org.neuronbook.grader.worker.Learner;
import org.neuronbook.grader.worker.Program;

/**
 * A learner's code in a process of its own. If the process dies or is given up, the next test gets
 * a new one. Close it when the submission is graded.
 */
public final class RemoteSubmission implements Submission, AutoCloseable {
  private final Workers workers;
  private final Class<?> contract;
  private final Program program;
  private volatile Servant worker;
  private Learner learner;

  /**
   * @param contract the interface of the exercise
   * @param program what {@link CellCompiler#compile} made of the cells
   */
  public RemoteSubmission(Workers workers, Class<?> contract, Program program) {
    this.workers = workers;
    this.contract = contract;
    this.program = program;
  }

  @Override
  public Instance newInstance() {
    if (program.steps().stream().noneMatch(step -> step.cell() == 0 && !step.run().isEmpty())) {
      throw new SubmissionLost(Status.ERROR, notCompiled());
    }
    if (worker == null || !worker.isAlive()) {
      start();
    }
    Servant mine = worker;
    int number = learner.newInstance(contract.getName());
    return (method, arguments) -> call(mine, number, method, arguments);
  }

  private String notCompiled() {
    return program.problems().isEmpty()
        ? "Nothing was handed in."
        : "Your code does not compile: %s.".formatted(String.join("; ", program.problems()));
  }

  private void start() {
    close();
    Servant fresh = workers.worker();
    worker = fresh;
    learner = fresh.peer().object(Learner.NUMBER, Learner.class);
    learner.load(program);
  }

  private Object call(Servant mine, int number, Method method, Object[] arguments) {
    try {
      return mine.peer().call(number, contract, method, arguments);
    } catch (RuntimeException | Error known) {
      throw known;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Isolation isolation() {
    return workers.level();
  }

  @Override
  public void abandon() {
    close();
  }

  @Override
  public long processorNanos() {
    Servant mine = worker;
    return mine == null ? 0 : mine.worked().toNanos();
  }

  @Override
  public String printed() {
    return worker == null || !worker.isAlive() ? "" : learner.printed();
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
  }
}
