package org.neuronbook.course.grade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.neuronbook.grader.Engine;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.Options;
import org.neuronbook.grader.remote.CellCompiler;
import org.neuronbook.grader.remote.RemoteSubmission;
import org.neuronbook.grader.remote.Workers;
import org.neuronbook.grader.worker.Program;
import org.neuronbook.grader.worker.Source;

/**
 * Gives the verdict on one exercise of one submission: its cells are compiled and run in sandboxed
 * processes, and what is graded already is found again. As many threads may ask at a time as there
 * are jobs. Closing ends the processes.
 */
final class RowGrader implements AutoCloseable {
  private final Isolation level;
  private final long seed;
  private final ResultStore store;
  private final Workers workers;
  private final BlockingQueue<CellCompiler> compilers = new LinkedBlockingQueue<>();

  /**
   * @param exercises those that may be asked for
   * @param seed where all random inputs come from; the instructor's secret
   */
  RowGrader(List<Exercise> exercises, Isolation level, long seed, int jobs, ResultStore store) {
    this.level = level;
    this.seed = seed;
    this.store = store;
    workers = Workers.of(level, exercises, Desk.LIBRARY, jobs);
    for (int i = 0; i < jobs; i++) {
      compilers.add(new CellCompiler(workers));
    }
  }

  /**
   * Grades.
   *
   * @param implementation what of the cells is handed in: an expression such as {@code Mine::new}
   */
  Graded grade(Submitted submitted, Exercise exercise, String implementation)
      throws InterruptedException {
    String key = key(submitted, exercise, implementation);
    Optional<Graded> known = store.find(key);
    if (known.isPresent()) {
      return known.get();
    }
    CellCompiler compiler = compilers.take();
    Graded graded;
    try {
      var source = new Source(Desk.IMPORTS, submitted.cells(), implementation);
      Class<?> contract = exercise.contract();
      Program program =
          implementation.isEmpty() ? new Program(List.of(), List.of()) : compiler.compile(source);
      try (var submission = new RemoteSubmission(workers, contract, program)) {
        graded = Graded.of(submitted.name(), Engine.run(exercise, submission, Options.marks(seed)));
      }
    } finally {
      compilers.add(compiler);
    }
    store.keep(key, graded);
    return graded;
  }

  /** All that a result depends on. */
  private String key(Submitted submitted, Exercise exercise, String implementation) {
    List<String> parts = new ArrayList<>(submitted.cells());
    parts.add(submitted.name());
    parts.add(implementation);
    parts.add(exercise.id());
    parts.add(classFile(exercise.tests()));
    parts.add(classFile(Engine.class));
    parts.add(classFile(Graded.class));
    parts.add(level + " " + seed + " " + Runtime.version());
    return ResultStore.key(parts);
  }

  private static String classFile(Class<?> type) {
    String path = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    workers.close();
    compilers.forEach(CellCompiler::close);
  }
}
