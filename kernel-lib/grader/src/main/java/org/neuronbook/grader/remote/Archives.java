package org.neuronbook.grader.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.neuronbook.grader.worker.CompilerMain;
import org.neuronbook.grader.worker.Learner;
import org.neuronbook.grader.worker.Program;
import org.neuronbook.grader.worker.SnippetCompiler;
import org.neuronbook.grader.worker.Source;
import org.neuronbook.grader.worker.WorkerMain;

/**
 * Class-data archives: the classes that a process needs, ready to be mapped into memory. A worker
 * that starts with one needs half of the processor time. They are made by a rehearsal with code of
 * our own.
 */
final class Archives {
  private static final String CELL =
      """
      class Rehearsal {
        record Pair(double a, double b) {}
        double[] twice(double[] x) { return Arrays.stream(x).map(v -> 2 * v).toArray(); }
      }
      System.out.println(new Rehearsal().twice(new double[] {1, 2})[0]);
      """;

  private Archives() {}

  static Path file(Path folder, Class<?> main) {
    return folder.resolve(main.getSimpleName() + ".jsa");
  }

  static void make(Workers workers, Library library) throws IOException {
    var source =
        new Source(List.of("java.util.*"), List.of(CELL, library.rehearsal()), "new Rehearsal()");
    var program = new Program[1];
    rehearse(
        workers,
        CompilerMain.class,
        servant ->
            program[0] =
                servant
                    .peer()
                    .object(SnippetCompiler.NUMBER, SnippetCompiler.class)
                    .compile(source));
    rehearse(
        workers,
        WorkerMain.class,
        servant -> {
          Learner learner = servant.peer().object(Learner.NUMBER, Learner.class);
          learner.load(program[0]);
          learner.printed();
        });
  }

  private interface Rehearsal {
    void with(Servant servant);
  }

  private static void rehearse(Workers workers, Class<?> main, Rehearsal rehearsal)
      throws IOException {
    String option = "-XX:ArchiveClassesAtExit=" + file(workers.folder(), main);
    var plain = Sandbox.Wrapped.plain(workers.command(main, option));
    try (Servant servant = Servant.start(plain)) {
      rehearsal.with(servant);
      servant.finish();
    } catch (RuntimeException e) {
      throw new IOException("the rehearsal of a worker failed", e);
    }
  }
}
