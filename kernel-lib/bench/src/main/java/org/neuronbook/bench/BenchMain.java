package org.neuronbook.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What {@code ./course bench} starts once it has built this module and fetched the peers. Words:
 * {@code --list}, {@code --cases=a,b}, {@code --peers=a,b}, {@code --seconds=5}, {@code
 * --out=FILE}.
 */
public final class BenchMain {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private final Map<String, String> words = new LinkedHashMap<>();
  private final Consumer<String> out;

  BenchMain(List<String> given, Consumer<String> out) {
    this.out = out;
    for (String word : given) {
      int equals = word.indexOf('=');
      words.put(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
    }
  }

  public static void main(String[] given) throws IOException {
    PrintStream console = System.out;
    try {
      new BenchMain(List.of(given), console::println).run();
    } catch (IllegalArgumentException mistake) {
      console.println("bench: " + mistake.getMessage());
      System.exit(2);
    } catch (LinkageError | IllegalStateException problem) {
      console.println("bench: " + problem);
      System.exit(1);
    }
    // Pools of the peers' threads would keep the JVM.
    System.exit(0);
  }

  void run() throws IOException {
    if (words.containsKey("--list")) {
      Cases.all().forEach(one -> out.accept("%-18s %s".formatted(one.name(), one.what())));
      out.accept("");
      Peer.ALL.forEach(peer -> out.accept("%-18s %s".formatted(peer.name(), peer)));
      return;
    }
    Path file = Path.of(words.getOrDefault("--out", "bench.json")).toAbsolutePath();
    Path folder = file.getParent();
    Files.createDirectories(folder);
    keepPeersIn(folder);
    List<Case> cases = chosen("--cases", "case", Cases.all(), BenchMain::matches);
    List<Peer> peers =
        List.of("none").equals(list("--peers"))
            ? List.of()
            : chosen("--peers", "peer", Peer.ALL, (peer, word) -> peer.name().equals(word));
    double seconds = Double.parseDouble(words.getOrDefault("--seconds", "5"));
    Machine machine = Machine.here();
    out.accept(machine.name() + "\n" + machine.jdk() + ", " + machine.collector());
    out.accept(machine.engine() + "\n\n" + Row.HEAD);
    Bench bench = new Bench(machine, peers, new Duel(seconds, System::nanoTime), out);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      out.accept("[%d/%d] %s".formatted(i + 1, cases.size(), cases.get(i).what()));
      rows.addAll(bench.run(cases.get(i)));
      Files.writeString(file, JSON.toJson(rows) + "\n");
    }
    out.accept("\nWritten: " + file);
  }

  /** Where the peers unpack their native code; and DJL neither fetches nor reports anything. */
  private static void keepPeersIn(Path folder) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("DJL_CACHE_DIR", folder.resolve("djl").toString());
    System.setProperty("org.bytedeco.javacpp.cachedir", folder.resolve("javacpp").toString());
  }

  private List<String> list(String option) {
    String value = words.getOrDefault(option, "");
    return value.isEmpty() ? List.of() : List.of(value.split(","));
  }

  private interface Matching<T> {
    boolean matches(T one, String word);
  }

  /** Those that a word asks for, all without a word. */
  private <T> List<T> chosen(String option, String kind, List<T> all, Matching<T> matching) {
    List<String> wanted = list(option);
    for (String word : wanted) {
      if (all.stream().noneMatch(one -> matching.matches(one, word))) {
        throw new IllegalArgumentException(
            "%s: expected a %s, got '%s'. --list names them all".formatted(option, kind, word));
      }
    }
    Predicate<T> meant = one -> wanted.stream().anyMatch(word -> matching.matches(one, word));
    return all.stream().filter(one -> wanted.isEmpty() || meant.test(one)).toList();
  }

  /** A case is asked for by its name, its group, or how its name begins, as in {@code mlp-*}. */
  private static boolean matches(Case one, String word) {
    return one.name().equals(word)
        || one.group().equals(word)
        || (word.endsWith("*") && one.name().startsWith(word.substring(0, word.length() - 1)));
  }
}
