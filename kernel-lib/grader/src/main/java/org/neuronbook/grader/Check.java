package org.neuronbook.grader;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.neuronbook.grader.progress.ProgressPlace;

/**
 * The grader's door in a notebook.
 *
 * <pre>{@code
 * class MyCentre implements Ex00_1Centre { ... }
 * check("00.1", MyCentre::new)                        // a fresh object for every test
 * check("00.1", new MyCentre())                       // one object for all tests
 * check("00.1", (Ex00_1Centre) x -> centred(x))       // a lambda says which interface it is
 * check("00.1", MyCentre::new, 123456)                // the random inputs of an earlier report
 * progress()                                          // what is solved, and what is next
 * }</pre>
 *
 * <p>The code runs in this very process under a deadline. That is right for learning and too
 * trusting for marks.
 */
public final class Check {
  /** How often each test has failed since the kernel started, which opens hints. */
  private static final Map<String, Integer> FAILURES = new ConcurrentHashMap<>();

  private Check() {}

  /** Made at the first check. */
  private static final class Holder {
    static final Diary DIARY = new Diary(Catalogues.installed(), ProgressPlace.here());
  }

  /** Checks a class by its constructor, for example {@code MyCentre::new}. Never throws. */
  public static CheckReport check(String id, Supplier<?> implementation) {
    return kept(grade(Catalogues.installed(), id, implementation, Options.practice()));
  }

  /** The same with the seed that an earlier report named, for the same random inputs. */
  public static CheckReport check(String id, Supplier<?> implementation, long seed) {
    return kept(grade(Catalogues.installed(), id, implementation, Options.practice(seed)));
  }

  /** Checks an object, or a class by its constructor without parameters. Never throws. */
  public static CheckReport check(String id, Object implementation) {
    return check(id, HandedIn.supplier(implementation));
  }

  /** The same with the seed that an earlier report named, for the same random inputs. */
  public static CheckReport check(String id, Object implementation, long seed) {
    return check(id, HandedIn.supplier(implementation), seed);
  }

  /** The learner's page: which exercises are solved, and what is next. Never throws. */
  public static ProgressReport progress() {
    return Holder.DIARY.page();
  }

  private static CheckReport kept(CheckReport report) {
    return report.withNote(Holder.DIARY.keep(report));
  }

  static CheckReport grade(
      Catalogues catalogues, String id, Supplier<?> implementation, Options options) {
    try {
      Exercise exercise = catalogues.find(id).orElse(null);
      if (exercise == null) {
        return CheckReport.problem(id, catalogues.unknown(id));
      }
      String problem = new Implementation(exercise, implementation, options).problem(catalogues);
      if (!problem.isEmpty()) {
        return CheckReport.problem(id, problem);
      }
      // A learner who fails does not wait for what can be known before.
      Diagnosis.prepare(exercise, options);
      RunResult result = Engine.run(exercise, Submission.local(implementation), options);
      return new CheckReport(id, result, "", openHints(result), "");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return CheckReport.problem(id, "The check was interrupted.");
    } catch (RuntimeException | LinkageError fault) {
      return CheckReport.problem(
          id, "The grader itself failed, not your code. Please report it: " + fault);
    }
  }

  /** One step more for each test that has failed again. */
  private static Map<String, Integer> openHints(RunResult result) {
    Map<String, Integer> open = new LinkedHashMap<>();
    for (TestResult test : result.tests()) {
      boolean tried =
          !test.passed() && test.status() != Status.TODO && test.status() != Status.NOT_RUN;
      String key = result.exercise().id() + " " + test.method();
      int failures = tried ? FAILURES.merge(key, 1, Integer::sum) : 0;
      open.put(test.method(), Math.min(failures, test.hints().size()));
    }
    return open;
  }
}
