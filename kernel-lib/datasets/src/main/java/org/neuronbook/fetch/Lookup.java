package org.neuronbook.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.neuronbook.fetch.Fetching.Limits;

/**
 * Gets the files of a data set: from the store, otherwise from the first origin that has them. An
 * origin that failed is not asked again in this session, so that a machine without a network waits
 * once.
 */
public final class Lookup {
  private static final Lookup SHARED = here(Settings.here());

  private final Store store;
  private final Programs programs;
  private final Limits limits;
  private final boolean offline;
  private final Map<Origin, String> failures = new HashMap<>();
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private volatile DataListener listener = DataListener.SILENT;

  /**
   * @param offline whether to leave the origins alone
   */
  public Lookup(Store store, Programs programs, Limits limits, boolean offline) {
    this.store = store;
    this.programs = programs;
    this.limits = limits;
    this.offline = offline;
  }

  private static Lookup here(Settings settings) {
    return new Lookup(
        new Store(settings.cache()), Programs.installed(), Limits.USUAL, settings.offline());
  }

  /** The lookup of this process, which remembers for all who use it what could not be had. */
  public static Lookup shared() {
    return SHARED;
  }

  /**
   * What a search came to.
   *
   * @param complete whether the store has all files now
   * @param sentence where they come from, or why they could not be had
   */
  public record Result(boolean complete, String sentence) {}

  public Store store() {
    return store;
  }

  public DataListener listener() {
    return listener;
  }

  public void setListener(DataListener listener) {
    this.listener = listener;
  }

  /** Asks the origins that failed once more. */
  public void forgetFailures() {
    oneAtATime.lock();
    try {
      failures.clear();
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Sees to it that the store has the files, as far as that is possible.
   *
   * @throws CancellationException if the thread was interrupted, which it then still is
   */
  public Result find(DataFiles wanted) {
    try {
      oneAtATime.lockInterruptibly();
      try {
        return search(wanted);
      } finally {
        oneAtATime.unlock();
      }
    } catch (InterruptedException | InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(
          wanted.title()
              + ": the download was interrupted; what was not complete is not used, and the next call goes on");
    }
  }

  private Result search(DataFiles wanted) throws InterruptedException, InterruptedIOException {
    if (missing(wanted).isEmpty()) {
      return new Result(true, "from the cache");
    }
    if (offline) {
      return new Result(false, "downloads are switched off");
    }
    store
        .obstacle()
        .ifPresent(
            why ->
                listener.note(
                    ("the cache directory %s cannot be written (%s), so %s is kept in memory and is gone with this session;"
                            + " name another directory in the environment variable NEURONBOOK_CACHE")
                        .formatted(store.directory(), why, wanted.title())));
    List<String> reasons = new ArrayList<>();
    for (Origin origin : wanted.origins()) {
      if (!failures.containsKey(origin)) {
        try {
          listener.note("%s: fetching %s".formatted(wanted.title(), origin.describe()));
          origin.fetch(missing(wanted), new Fetching(store, programs, limits, listener));
          return new Result(true, "from " + origin.describe());
        } catch (InterruptedIOException e) {
          throw e;
        } catch (IOException e) {
          failures.put(origin, reason(e));
        }
      }
      reasons.add(origin.describe() + ": " + failures.get(origin));
    }
    return new Result(false, String.join("; ", reasons));
  }

  private List<DataFile> missing(DataFiles wanted) {
    List<DataFile> missing = new ArrayList<>();
    for (DataFile file : wanted.files()) {
      if (!store.has(file)) {
        missing.add(file);
        if (store.isPresent(file)) {
          listener.note(
              "%s: the copy of %s in the cache is damaged and is not used"
                  .formatted(wanted.title(), file.simpleName()));
        }
      }
    }
    return missing;
  }

  /** Connection errors often carry no message, only a telling name. */
  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    String message = e.getMessage();
    if (message == null) {
      return name;
    }
    return e.getClass() == IOException.class ? message : name + ": " + message;
  }
}
