package org.neuronbook.grader;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.DisplayName;

/** The state of one run: what is graded, how, and the results so far. */
final class TestRun {
  /** The JUnit configuration parameter that names the run a test belongs to. */
  static final String KEY = "org.neuronbook.grader.run";

  private static final ConcurrentMap<String, TestRun> RUNNING = new ConcurrentHashMap<>();

  private final Exercise exercise;
  private final Submission submission;
  private final Options options;
  private final Map<Method, Calls> calls = new HashMap<>();
  private final Map<Method, Long> seeds = new HashMap<>();
  private final Map<Method, TestResult> results = new HashMap<>();
  private final Behaviour behaviour = new Behaviour();
  private Duration callLimit;
  private boolean loopLeftBehind;
  private Throwable stop;

  TestRun(Exercise exercise, Submission submission, Options options) {
    this.exercise = exercise;
    this.submission = submission;
    this.options = options;
    callLimit = options.callLimit();
  }

  static Optional<TestRun> running(String name) {
    return Optional.ofNullable(RUNNING.get(name));
  }

  void open(String name) {
    RUNNING.put(name, this);
  }

  void close(String name) {
    RUNNING.remove(name);
  }

  Exercise exercise() {
    return exercise;
  }

  Object contract(Method test) {
    return ContractProxy.of(exercise.contract(), submission, callsOf(test));
  }

  SplittableRandom random(Method test) {
    seeds.put(test, options.seed());
    // String.hashCode is specified, so a seed means the same numbers on every machine.
    return new SplittableRandom(31 * options.seed() + test.getName().hashCode());
  }

  /** What ended the run early, or null. */
  Throwable stop() {
    return stop;
  }

  /** What the submission did, of those tests that were run. */
  Behaviour behaviour() {
    return behaviour;
  }

  TestResult result(Method test) {
    return results.get(test);
  }

  /** Runs a test and keeps its result; false if the test is not run at all. */
  boolean execute(Method test, Watchdog.Body body) {
    if (stop != null) {
      return false;
    }
    if (loopLeftBehind) {
      // One loop that burns a core is enough.
      String explanation = "Not run, because the endless loop of an earlier test goes on.";
      results.put(test, result(test, Status.NOT_RUN, null, explanation, ""));
      return false;
    }
    Calls made = callsOf(test);
    var printed = new ByteArrayOutputStream[1];
    var watchdog = new Watchdog(made, callLimit, options.testLimit(), submission);
    try {
      Watchdog.Outcome outcome =
          watchdog.run(
              "check " + exercise.id() + " " + test.getName(),
              () -> {
                if (options.captureOutput()) {
                  printed[0] = CapturedOutput.keepMine();
                }
                try {
                  body.run();
                } finally {
                  if (printed[0] != null) {
                    CapturedOutput.add(printed[0], submission.printed());
                  }
                }
              });
      String text = printed[0] == null ? "" : CapturedOutput.text(printed[0]);
      TestResult result = judge(test, made, outcome, text);
      results.put(test, result);
      behaviour.add(test, result, outcome.thrown());
      if (outcome.exceeded() != null) {
        // Code that hangs once mostly hangs in every test: nobody should wait that long for it.
        callLimit = options.callLimit().dividedBy(4);
        loopLeftBehind |= outcome.stillRunning() && here();
      }
    } catch (InterruptedException | ThreadDeath ended) {
      // The kernel stops a cell in one of these two ways; JUnit must not take it for a failure.
      stop = ended;
    }
    return true;
  }

  private TestResult judge(Method test, Calls made, Watchdog.Outcome outcome, String printed) {
    Throwable thrown = outcome.thrown();
    if (outcome.exceeded() != null) {
      String still =
          outcome.stillRunning() && here()
              ? " It goes on in the background: restart the kernel to free the processor."
              : "";
      String explanation = timeout(made, outcome.exceeded()) + still;
      return result(test, Status.TIMEOUT, called(made), explanation, printed);
    }
    if (made.lost() != null || thrown instanceof SubmissionLost) {
      SubmissionLost lost = made.lost() == null ? (SubmissionLost) thrown : made.lost();
      return result(test, lost.status(), called(made), lost.getMessage(), printed);
    }
    if (made.todo() != null) {
      return result(test, Status.TODO, null, made.todo().getMessage(), printed);
    }
    if (thrown instanceof Mismatch mismatch) {
      return result(test, Status.FAIL, mismatch.comparison(), mismatch.getMessage(), printed);
    }
    if (thrown instanceof LearnerException learner) {
      String where = learner.where() == null ? "." : " (" + learner.where() + ").";
      String explanation = "Your code threw " + learner.getMessage() + where;
      return result(test, Status.ERROR, called(made), explanation, printed);
    }
    if (thrown instanceof OutOfMemoryError) {
      String explanation =
          "Your code needed more memory than Java has here: does a list or an array grow without"
              + " end?";
      return result(test, Status.MEMORY, called(made), explanation, printed);
    }
    if (thrown != null) {
      return graderFault(test, thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
    }
    if (made.count() == 0) {
      return graderFault(test, "the test never called the learner's code");
    }
    return result(test, Status.PASS, null, "", printed);
  }

  /** The test itself is wrong. The learner is told that it is not their mistake. */
  TestResult graderFault(Method test, String what) {
    String explanation =
        "The grader itself failed here, not your code. Please report it: exercise %s, test %s, %s"
            .formatted(exercise.id(), test.getName(), what);
    return result(test, Status.ERROR, null, explanation, "");
  }

  private TestResult result(
      Method test, Status status, Comparison comparison, String explanation, String printed) {
    Hint hint = test.getAnnotation(Hint.class);
    double maximum = Exercise.points(test);
    return new TestResult(
        test.getName(),
        name(test),
        status == Status.PASS ? maximum : 0,
        maximum,
        status,
        comparison,
        explanation,
        hint == null ? List.of() : List.of(hint.value()),
        seeds.get(test),
        test.isAnnotationPresent(Hidden.class),
        printed);
  }

  private Calls callsOf(Method test) {
    return calls.computeIfAbsent(test, any -> new Calls());
  }

  private static Comparison called(Calls made) {
    return new Comparison(made.last(), null, null, null);
  }

  private static String timeout(Calls made, Duration limit) {
    String seconds = Show.number(limit.toMillis() / 1000.0);
    String what = made.last().isEmpty() ? "The test" : "Your code";
    return what + " did not finish within " + seconds + " s: is there an endless loop?";
  }

  /** Whether the code runs in this process. Another one is ended, and its loops with it. */
  private boolean here() {
    return submission.isolation() == Isolation.L0;
  }

  /** {@code subtractsTheMean} reads "subtracts the mean"; a display name goes before it. */
  private static String name(Method test) {
    DisplayName given = test.getAnnotation(DisplayName.class);
    return given != null
        ? given.value()
        : test.getName()
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
            .toLowerCase();
  }
}
