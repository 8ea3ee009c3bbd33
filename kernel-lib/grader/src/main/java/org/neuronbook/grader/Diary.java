package org.neuronbook.grader;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.neuronbook.grader.progress.ProgressException;
import org.neuronbook.grader.progress.ProgressFile;
import org.neuronbook.grader.progress.ProgressPlace;
import org.neuronbook.grader.progress.Tally;

/**
 * Writes the learner's checks down. Whatever is wrong with the file becomes a sentence: no check
 * fails of it, and none waits for it for long.
 */
final class Diary {
  /** How long a check waits: a home folder on a network may not answer at all. */
  private static final long PATIENCE_MILLIS = 2000;

  private final Catalogues catalogues;
  private final Optional<Path> place;
  private final Set<String> said = new HashSet<>();
  private ExecutorService thread;
  private boolean stuck;

  /**
   * @param place the file; empty if no progress is to be kept
   */
  Diary(Catalogues catalogues, Optional<Path> place) {
    this.catalogues = catalogues;
    this.place = place;
  }

  /**
   * Writes a check down, unless the code is not written yet.
   *
   * @return why it could not be written, the first time that it is for this reason; else empty
   */
  synchronized String keep(CheckReport report) {
    if (place.isEmpty() || report.result() == null || !tried(report.result())) {
      return "";
    }
    var file = new ProgressFile(place.get());
    try {
      ask(
          () -> {
            file.add(
                report.result().exercise().id(), report.points(), report.passed(), Instant.now());
            return null;
          });
      return "";
    } catch (ProgressException failed) {
      return said.add(failed.getMessage())
          ? "Checked, but not kept for progress(): " + failed.getMessage()
          : "";
    }
  }

  private static boolean tried(RunResult result) {
    return result.tests().stream()
        .anyMatch(test -> test.status() != Status.TODO && test.status() != Status.NOT_RUN);
  }

  /** What is written down, beside all that there is to do. */
  synchronized ProgressReport page() {
    if (place.isEmpty()) {
      String off = "No progress is kept here: %s is %s.";
      return page(Map.of(), off.formatted(ProgressPlace.VARIABLE, ProgressPlace.OFF));
    }
    try {
      return page(
          ask(new ProgressFile(place.get())::read),
          ("Kept in %s and nowhere else: nothing leaves this machine. To start over, delete that"
                  + " file.")
              .formatted(place.get()));
    } catch (ProgressException failed) {
      return page(Map.of(), "Your progress cannot be read: " + failed.getMessage());
    }
  }

  private ProgressReport page(Map<String, Tally> tallies, String footnote) {
    return ProgressReport.of(catalogues, tallies, footnote);
  }

  /**
   * Asks on a thread of its own: the one of a cell may be interrupted or stopped at any moment, and
   * must not wait for a disk for ever.
   */
  private <T> T ask(Callable<T> question) throws ProgressException {
    String silent = "%s does not answer.".formatted(place.orElseThrow());
    if (stuck) {
      throw new ProgressException(silent, null);
    }
    if (thread == null) {
      thread = Executors.newSingleThreadExecutor(Diary::daemon);
    }
    try {
      return thread.submit(question).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProgressException("The cell was interrupted.", interrupted);
    } catch (TimeoutException late) {
      stuck = true;
      throw new ProgressException(silent, late);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof ProgressException known
          ? known
          : new ProgressException("It failed with %s.".formatted(failed.getCause()), failed);
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "progress");
    thread.setDaemon(true);
    return thread;
  }
}
