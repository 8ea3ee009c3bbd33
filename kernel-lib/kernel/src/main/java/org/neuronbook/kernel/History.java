package org.neuronbook.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

/**
 * The cells of this kernel's life in memory, and those of all kernels in a file. The file is
 * written in the background, well after a cell was answered; where that fails the kernel's log says
 * so once, and memory has to do.
 */
final class History implements HistoryManager {
  private static final int WRITE_AFTER_MILLIS = 1_000;

  /** The number of a session that has none (yet), as the protocol has it for the running one. */
  private static final int THIS_SESSION = 0;

  private final List<HistoryEntry> entries = new ArrayList<>();
  private HistoryFile file;
  private ScheduledExecutorService writer;
  private boolean scheduled;
  private int session = THIS_SESSION;
  private int written;

  History(Optional<Path> place) {
    file = place.map(HistoryFile::new).orElse(null);
  }

  /** Adds a cell that was run, and what it showed, if anything. */
  synchronized void add(int cell, String source, DisplayData shown) {
    Object text = shown == null ? null : shown.getData(MIMEType.TEXT_PLAIN);
    entries.add(new HistoryEntry(session, cell, source, text == null ? "" : text.toString()));
    if (file != null && !scheduled) {
      if (writer == null) {
        writer = Executors.newSingleThreadScheduledExecutor(History::thread);
      }
      scheduled = true;
      writer.schedule(this::write, WRITE_AFTER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "history");
    thread.setDaemon(true);
    return thread;
  }

  /** Writes what is not yet in the file; the kernel ends. */
  void close() {
    write();
  }

  private void write() {
    HistoryFile target;
    synchronized (this) {
      scheduled = false;
      target = file;
    }
    if (target == null) {
      return;
    }
    synchronized (target) { // one writer at a time, while cells go on being added
      List<HistoryEntry> waiting;
      synchronized (this) {
        waiting = List.copyOf(entries.subList(written, entries.size()));
      }
      if (waiting.isEmpty()) {
        return;
      }
      try {
        int number = number(target);
        target.add(waiting.stream().map(each -> in(number, each)).toList());
        synchronized (this) {
          written += waiting.size();
        }
      } catch (IOException | SQLException | RuntimeException | LinkageError failed) {
        giveUp(failed);
      }
    }
  }

  private int number(HistoryFile target) throws IOException, SQLException {
    synchronized (this) {
      if (session != THIS_SESSION) {
        return session;
      }
    }
    int number = target.beginSession();
    synchronized (this) {
      session = number;
      entries.replaceAll(each -> in(number, each));
    }
    return number;
  }

  private synchronized void giveUp(Throwable failed) {
    if (file != null) {
      KernelMain.log(
          String.format(
              "History is kept until this kernel ends, and no longer: %s cannot be used (%s). The"
                  + " environment variable %s names another file, or is %s.",
              file, failed.getMessage(), HistoryPlace.VARIABLE, HistoryPlace.OFF));
    }
    file = null;
  }

  private static HistoryEntry in(int session, HistoryEntry entry) {
    return new HistoryEntry(session, entry.getCellNumber(), entry.getInput(), entry.getOutput());
  }

  /** The entries as the protocol writes them: session, number, and source or source with output. */
  List<List<Object>> answer(HistoryRequest request) {
    Set<ResultFlag> flags = EnumSet.noneOf(ResultFlag.class);
    if (request.includeOutput()) {
      flags.add(ResultFlag.INCLUDE_OUTPUT);
    }
    List<HistoryEntry> found;
    if (request instanceof HistoryRequest.Tail tail) {
      found = lookupTail(tail.getMaxReturnLength(), flags);
    } else if (request instanceof HistoryRequest.Search search) {
      if (search.filterUnique()) {
        flags.add(ResultFlag.UNIQUE);
      }
      found = search(search.getPattern(), search.getMaxReturnLength(), flags);
    } else {
      HistoryRequest.Range range = (HistoryRequest.Range) request;
      found = lookupRange(range.getSessionIndex(), range.getStart(), range.getStop(), flags);
    }
    List<List<Object>> answer = new ArrayList<>();
    for (HistoryEntry e : found) {
      Object input = e.hasOutput() ? List.of(e.getInput(), e.getOutput()) : e.getInput();
      answer.add(List.of(e.getSession(), e.getCellNumber(), input));
    }
    return answer;
  }

  private interface Read {
    List<HistoryEntry> from(HistoryFile file) throws IOException, SQLException;
  }

  /** What the file says, or nothing where it cannot be read. */
  private List<HistoryEntry> read(Read read) {
    HistoryFile source;
    synchronized (this) {
      source = file;
    }
    if (source == null) {
      return List.of();
    }
    synchronized (source) {
      try {
        number(source); // a file that is not there yet is made
        return read.from(source);
      } catch (IOException | SQLException | RuntimeException | LinkageError failed) {
        giveUp(failed);
        return List.of();
      }
    }
  }

  /** The cells of earlier and other kernels, as many as asked for, and then those of this one. */
  private List<HistoryEntry> all(int length) {
    List<HistoryEntry> all = new ArrayList<>(read(file -> file.tail(session(), length)));
    synchronized (this) {
      all.addAll(entries);
    }
    return all;
  }

  private synchronized int session() {
    return session;
  }

  @Override
  public List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
    return last(all(length), length, flags);
  }

  /**
   * @param asked the number of a session, 0 for this one, -1 for the one before
   */
  @Override
  public List<HistoryEntry> lookupRange(int asked, int start, int stop, Set<ResultFlag> flags) {
    List<HistoryEntry> found;
    if (asked == THIS_SESSION || asked == session()) {
      synchronized (this) {
        found = List.copyOf(entries);
      }
    } else if (asked > 0) {
      found = read(file -> file.session(asked));
    } else {
      found = read(file -> file.session(file.sessionBefore(session(), -asked)));
    }
    found =
        found.stream()
            .filter(e -> e.getCellNumber() >= start && (stop <= 0 || e.getCellNumber() < stop))
            .toList();
    return last(found, 0, flags);
  }

  @Override
  public List<HistoryEntry> search(String glob, int length, Set<ResultFlag> flags) {
    Pattern pattern = Pattern.compile(glob == null ? ".*" : regex(glob), Pattern.DOTALL);
    List<HistoryEntry> found =
        all(0).stream().filter(e -> pattern.matcher(e.getInput()).matches()).toList();
    if (flags.contains(ResultFlag.UNIQUE)) {
      Map<String, HistoryEntry> unique = new LinkedHashMap<>();
      for (HistoryEntry entry : found) {
        unique.remove(entry.getInput());
        unique.put(entry.getInput(), entry);
      }
      found = List.copyOf(unique.values());
    }
    return last(found, length, flags);
  }

  /** The last {@code length} entries; all of them when length is not positive. */
  private static List<HistoryEntry> last(
      List<HistoryEntry> found, int length, Set<ResultFlag> flags) {
    int from = length <= 0 ? 0 : Math.max(0, found.size() - length);
    boolean withOutput = flags.contains(ResultFlag.INCLUDE_OUTPUT);
    List<HistoryEntry> result = new ArrayList<>();
    for (HistoryEntry e : found.subList(from, found.size())) {
      String output = withOutput ? String.valueOf(e.getOutput()) : null;
      result.add(new HistoryEntry(e.getSession(), e.getCellNumber(), e.getInput(), output));
    }
    return result;
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char c : glob.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return regex.toString();
  }
}
