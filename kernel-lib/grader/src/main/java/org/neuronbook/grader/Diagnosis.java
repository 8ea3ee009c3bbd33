package org.neuronbook.grader;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Finds the known wrong solution that a failing submission behaves like. The wrong solutions are
 * ours and run in this process; the submission is not called again. Nothing is said if none fits,
 * or if those that do have different misconceptions.
 */
final class Diagnosis {
  /** The known wrong solutions of an exercise, and what they did with this seed. */
  private record Known(long seed, Map<Misconception, Behaviour> behaviours) {}

  /** They do the same again wherever nothing is drawn at random, so that runs can be saved. */
  private static final Map<Exercise, FutureTask<Known>> KNOWN = new ConcurrentHashMap<>();

  private Diagnosis() {}

  /**
   * The sentence for the learner, or an empty one.
   *
   * @param seen what the submission did with this seed
   */
  static String of(Exercise exercise, Behaviour seen, Options options) throws InterruptedException {
    if (!seen.isTelling()) {
      return "";
    }
    Known known = known(exercise, options);
    Set<String> fitting = new LinkedHashSet<>();
    for (Map.Entry<Misconception, Behaviour> each : known.behaviours().entrySet()) {
      if (seen.agreesWhereNothingIsDrawn(each.getValue())) {
        Misconception candidate = each.getKey();
        boolean sameSeed = known.seed() == options.seed();
        Behaviour its = sameSeed ? each.getValue() : behaviour(exercise, candidate, options);
        if (seen.agrees(its)) {
          fitting.add(candidate.why());
        }
      }
    }
    return fitting.size() == 1
        ? "This behaves like a solution that %s.".formatted(fitting.iterator().next())
        : "";
  }

  /** Lets the known wrong solutions run beside whatever comes next, if they have not run yet. */
  static void prepare(Exercise exercise, Options options) {
    KNOWN.computeIfAbsent(exercise, any -> start(exercise, options));
  }

  private static FutureTask<Known> start(Exercise exercise, Options options) {
    var task = new FutureTask<>(() -> tried(exercise, options));
    var thread = new Thread(task, "known mistakes in " + exercise.id());
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static Known tried(Exercise exercise, Options options) throws InterruptedException {
    Map<Misconception, Behaviour> behaviours = new LinkedHashMap<>();
    for (Misconception each : Misconceptions.installed(exercise)) {
      behaviours.put(each, behaviour(exercise, each, options));
    }
    return new Known(options.seed(), behaviours);
  }

  private static Known known(Exercise exercise, Options options) throws InterruptedException {
    prepare(exercise, options);
    try {
      return KNOWN.get(exercise).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the known mistakes do not run", e.getCause());
    }
  }

  private static Behaviour behaviour(
      Exercise exercise, Misconception misconception, Options options) throws InterruptedException {
    var submission = Submission.local(HandedIn.supplier(misconception.type()));
    return Engine.observe(exercise, submission, options.quietly()).behaviour();
  }
}
