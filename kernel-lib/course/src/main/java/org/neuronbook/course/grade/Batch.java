package org.neuronbook.course.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.neuronbook.course.CourseException;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Isolation;

/** Grades many submissions, some at a time, each in a process of its own. */
final class Batch {
  private record Task(Submitted submitted, Exercise exercise, String implementation) {}

  /** How reports call what one learner handed in, if that is all there is. */
  static final String ONE = "submission";

  private final List<Exercise> exercises;
  private final boolean one;
  private final Isolation level;
  private final long seed;
  private final int jobs;
  private final ResultStore store;
  private final Progress progress;
  private int done;
  private int total;

  /**
   * @param exercises what is graded
   * @param one whether all files are one learner's, who gets a row for each exercise
   * @param seed where all random inputs come from; the instructor's secret
   * @param progress is told every row, as it comes
   */
  Batch(
      List<Exercise> exercises,
      boolean one,
      Isolation level,
      long seed,
      int jobs,
      ResultStore store,
      Progress progress) {
    this.exercises = exercises;
    this.one = one;
    this.level = level;
    this.seed = seed;
    this.jobs = jobs;
    this.store = store;
    this.progress = progress;
  }

  /** Rows in the order of the names, whatever the order in which they came. */
  List<Graded> grade(List<Path> files, Path root) throws InterruptedException {
    List<Callable<Graded>> work = new ArrayList<>();
    List<Future<Graded>> rows = new ArrayList<>();
    var pool = Executors.newFixedThreadPool(jobs);
    try (var grader = new RowGrader(exercises, level, seed, jobs, store)) {
      for (Task task : tasks(files, root, work)) {
        work.add(() -> rowOrFault(task, grader));
      }
      total = work.size();
      work.forEach(each -> rows.add(pool.submit(() -> tell(each.call()))));
      return results(rows);
    } finally {
      pool.shutdownNow();
    }
  }

  private static String name(Path file, Path root) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** What is to be graded; a file that cannot be read is work that is done. */
  private List<Task> tasks(List<Path> files, Path root, List<Callable<Graded>> work) {
    List<Task> tasks = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (Path file : files) {
      String name = name(file, root);
      try {
        var submitted = Submitted.read(name, file);
        cells.addAll(submitted.cells());
        tasks.addAll(one ? List.of() : tasks(submitted));
      } catch (CourseException unreadable) {
        String problem = one ? name + ": " + unreadable.getMessage() : unreadable.getMessage();
        work.add(() -> Graded.problem(one ? ONE : name, problem));
      }
    }
    if (one) {
      var all = new Submitted(ONE, cells);
      exercises.forEach(
          each -> tasks.add(new Task(all, each, all.implementation(each).orElse(""))));
    }
    return tasks;
  }

  private List<Task> tasks(Submitted submitted) {
    List<Task> tasks =
        submitted.exercises(exercises).stream()
            .map(each -> new Task(submitted, each, submitted.implementation(each).orElseThrow()))
            .toList();
    if (tasks.isEmpty()) {
      throw new CourseException(
          "there is nothing in it for any exercise",
          "Hand in a class that implements an exercise's interface.");
    }
    return tasks;
  }

  private Graded tell(Graded graded) {
    synchronized (progress) {
      progress.row(graded, ++done, total);
    }
    return graded;
  }

  /** What the grader cannot cope with costs a row, not the batch. It is not kept as a result. */
  private static Graded rowOrFault(Task task, RowGrader grader) throws InterruptedException {
    try {
      return grader.grade(task.submitted(), task.exercise(), task.implementation());
    } catch (RuntimeException | Error failure) {
      return Graded.fault(task.submitted().name(), failure);
    }
  }

  private static List<Graded> results(List<Future<Graded>> rows) throws InterruptedException {
    List<Graded> results = new ArrayList<>();
    for (Future<Graded> row : rows) {
      try {
        results.add(row.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("the grader failed", e.getCause());
      }
    }
    return results;
  }

  /**
   * What may be a submission under a folder, in the order of the names. Links and archives are
   * among it, so that nobody's is passed over in silence.
   */
  static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().matches("(?si).*\\.(ipynb|java|zip)"))
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
          .sorted()
          .toList();
    }
  }
}
