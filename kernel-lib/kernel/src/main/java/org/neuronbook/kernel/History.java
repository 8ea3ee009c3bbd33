package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

/** The cells of this kernel's life, in memory. */
final class History implements HistoryManager {
  private static final int THIS_SESSION = 0;

  private final List<HistoryEntry> entries = new ArrayList<>();

  /** Adds a cell that was run, and what it showed, if anything. */
  synchronized void add(int cell, String source, DisplayData shown) {
    Object text = shown == null ? null : shown.getData(MIMEType.TEXT_PLAIN);
    entries.add(new HistoryEntry(THIS_SESSION, cell, source, text == null ? "" : text.toString()));
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

  @Override
  public synchronized List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
    return last(entries, length, flags);
  }

  @Override
  public synchronized List<HistoryEntry> lookupRange(
      int session, int start, int stop, Set<ResultFlag> flags) {
    List<HistoryEntry> found =
        session == THIS_SESSION
            ? entries.stream()
                .filter(e -> e.getCellNumber() >= start && (stop <= 0 || e.getCellNumber() < stop))
                .toList()
            : List.of();
    return last(found, 0, flags);
  }

  @Override
  public synchronized List<HistoryEntry> search(String glob, int length, Set<ResultFlag> flags) {
    Pattern pattern = Pattern.compile(glob == null ? ".*" : regex(glob), Pattern.DOTALL);
    List<HistoryEntry> found =
        entries.stream().filter(e -> pattern.matcher(e.getInput()).matches()).toList();
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
      String output = withOutput ? e.getOutput() : null;
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
