package org.neuronbook.grader;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of an exercise against a submission. JUnit finds and orders the tests and makes
 * their objects; the verdicts are the grader's own, because a learner needs a sentence and two
 * numbers where JUnit has a stack trace.
 */
public final class Engine {
  private static final AtomicLong RUNS = new AtomicLong();

  private Engine() {}

  /** Made at the first use: this is where the half second of a first check goes. */
  private static final class Holder {
    static final Launcher LAUNCHER =
        // Only Jupiter, named here: what else lies on a notebook's class path must not take part.
        LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build());
  }

  /**
   * Grades a submission.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static RunResult run(Exercise exercise, Submission submission, Options options)
      throws InterruptedException {
    Observed observed = observe(exercise, submission, options);
    List<TestResult> results = new ArrayList<>(observed.results());
    if (!options.revealHidden()) {
      results.replaceAll(result -> result.hidden() ? result.withheld() : result);
    }
    String diagnosis = Diagnosis.of(exercise, observed.behaviour(), options);
    if (!diagnosis.isEmpty()) {
      int first = firstToRead(results);
      results.set(first, results.get(first).explainedBy(diagnosis));
    }
    return new RunResult(
        exercise,
        results,
        options.seed(),
        submission.isolation(),
        Versions.grader(),
        Runtime.version().toString());
  }

  /** The first test that did not pass, of those that learners read about if there are any. */
  private static int firstToRead(List<TestResult> results) {
    List<TestResult> failed = results.stream().filter(result -> !result.passed()).toList();
    return results.indexOf(
        failed.stream().filter(result -> !result.hidden()).findFirst().orElse(failed.get(0)));
  }

  /**
   * What came of the tests, before anything is withheld.
   *
   * @param behaviour the same for comparison with other solutions
   */
  record Observed(List<TestResult> results, Behaviour behaviour) {}

  /** Runs the tests. */
  static Observed observe(Exercise exercise, Submission submission, Options options)
      throws InterruptedException {
    var run = new TestRun(exercise, submission, options);
    var listener = new Collector();
    String name = "run-" + RUNS.incrementAndGet();
    run.open(name);
    try {
      // What another process prints does not come out here, and such runs may go side by side.
      if (options.captureOutput() && submission.isolation() == Isolation.L0) {
        try (var captured = new CapturedOutput()) {
          execute(exercise, name, listener);
        }
      } else {
        execute(exercise, name, listener);
      }
    } finally {
      run.close(name);
    }
    rethrow(run.stop());
    List<TestResult> results = new ArrayList<>();
    for (Method test : listener.tests) {
      TestResult result = run.result(test);
      if (result == null) {
        result = run.graderFault(test, listener.faults.getOrDefault(test, "it was not run"));
      }
      results.add(result);
    }
    return new Observed(results, run.behaviour());
  }

  private static void execute(Exercise exercise, String name, TestExecutionListener listener) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(exercise.tests()))
            .configurationParameter(TestRun.KEY, name)
            .enableImplicitConfigurationParameters(false)
            .build();
    Holder.LAUNCHER.execute(request, listener);
  }

  private static void rethrow(Throwable stop) throws InterruptedException {
    if (stop instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (stop instanceof Error error) {
      throw error;
    }
  }

  /** Notes the tests in their order, and what goes wrong outside of test methods. */
  private static final class Collector implements TestExecutionListener {
    private final List<Method> tests = new ArrayList<>();
    private final Map<Method, String> faults = new HashMap<>();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
      plan.accept(
          new TestPlan.Visitor() {
            @Override
            public void visit(TestIdentifier identifier) {
              if (identifier.isTest()) {
                tests.add(method(identifier));
              }
            }
          });
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
      result
          .getThrowable()
          .ifPresent(
              thrown -> {
                String fault = thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
                if (identifier.isTest()) {
                  faults.put(method(identifier), fault);
                } else {
                  tests.forEach(test -> faults.putIfAbsent(test, fault));
                }
              });
    }

    private static Method method(TestIdentifier identifier) {
      return ((MethodSource) identifier.getSource().orElseThrow()).getJavaMethod();
    }
  }
}
