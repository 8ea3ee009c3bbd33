package org.neuronbook.course.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.kernelbench.KernelBenchCommand;
import org.neuronbook.course.lab.Network;
import org.neuronbook.kernel.install.KernelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    subcommands = KernelBenchCommand.class,
    description = {
      "Measures the library beside others (DJL with PyTorch, DL4J, plain EJML), in turn, in one run.",
      "./course bench kernel measures the kernel instead.",
      "The first time it fetches them: about 270 MB. The numbers go to kernel-lib/bench/target/bench.json."
    })
final class BenchCommand implements Callable<Integer> {
  private static final Pattern JVM_FLAGS = Pattern.compile("<jvm.flags>(.*)</jvm.flags>");
  private static final Pattern NO_NETWORK =
      Pattern.compile(
          "could not transfer|unknown host|network is unreachable|connect timed out|connection refused"
              + "|offline mode|name or service",
          Pattern.CASE_INSENSITIVE);

  /** What a JVM says about a module that is wanted, and PyTorch about how DJL calls it. */
  private static final Pattern CHATTER =
      Pattern.compile("WARNING: Using incubator modules.*|.*AutoNonVariableTypeMode.*");

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--cases",
      paramLabel = "CASE,...",
      description =
          "Only these, by name, group or beginning: mlp,growth,mlp-batch-*. The share of the machine's peak is told of those that run with the case product.")
  private String cases = "";

  @Option(names = "--peers", paramLabel = "PEER,...", description = "Only these, or: none.")
  private String peers = "";

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description =
          "To measure each contender of a case; warming it up takes up to as long (default: 5).")
  private double seconds;

  @Option(names = "--list", description = "Lists cases and peers, and measures nothing.")
  private boolean list;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Project project = Project.here();
    requireNatives(System.getProperty("os.name"), System.getProperty("os.arch"), peers);
    build(project, out);
    int exit =
        Program.of(project.root(), program(project).toArray())
            .run(
                line -> {
                  if (!CHATTER.matcher(line).matches()) {
                    out.println(line);
                  }
                })
            .exit();
    if (exit != 0) {
      throw new CourseException(
          "The benchmarks ended with code " + exit + "; what they said stands above.",
          "./course bench --list names the cases and the peers.");
    }
    return 0;
  }

  /** The peers' native code is fetched for one system: that of which numbers are published. */
  static void requireNatives(String system, String processor, String peers) {
    boolean withoutNatives = List.of("ejml", "none").contains(peers);
    if (!withoutNatives && !(system.equals("Linux") && processor.equals("amd64"))) {
      throw new CourseException(
          "Beside DJL and DL4J, benchmarks run on Linux and x86-64 only; this is %s on %s."
              .formatted(system, processor),
          "Without them they run everywhere: ./course bench --peers ejml");
    }
  }

  private static void build(Project project, PrintWriter out) throws IOException {
    Path log = project.bench().resolve("target/build.log");
    Files.createDirectories(log.getParent());
    out.println("Building the benchmarks (the first time, their peers are fetched: minutes).");
    Program.Result built = Program.of(project.root(), maven(project).toArray()).run();
    Files.write(log, built.lines());
    if (built.succeeded()) {
      return;
    }
    if (NO_NETWORK.matcher(built.text()).find()) {
      throw new CourseException(
          "The libraries to compare with could not be fetched: Maven reaches no network.",
          "Run ./course bench --list once with a network; after that none is needed. Details: "
              + log);
    }
    throw new CourseException(
        "The benchmarks could not be built:\n" + built.tail(12), "All of Maven's output: " + log);
  }

  static List<String> maven(Project project) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> words = new ArrayList<>();
    words.add(project.root().resolve(windows ? "mvnw.cmd" : "mvnw").toString());
    words.addAll(List.of("--batch-mode", "--no-transfer-progress"));
    words.addAll(List.of("--file", project.root().resolve("pom.xml").toString()));
    if (!Network.outsideUp()) {
      words.add("--offline");
    }
    words.addAll(List.of("-Pbench", "-pl", "kernel-lib/bench", "--also-make"));
    words.addAll(List.of("-Dmaven.test.skip=true", "package"));
    return words;
  }

  /** The JVM of the tests' flags, with the heap and the collector of a notebook's. */
  private List<String> program(Project project) throws IOException {
    Path target = project.bench().resolve("target");
    List<String> words = new ArrayList<>();
    words.add(KernelFolder.java().toString());
    words.addAll(List.of(flags(Files.readString(project.root().resolve("pom.xml")))));
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50"));
    if (Runtime.version().feature() >= 24) {
      words.add("--enable-native-access=ALL-UNNAMED");
    }
    String classPath = target.resolve("classes") + File.pathSeparator + target.resolve("lib/*");
    words.addAll(List.of("-cp", classPath, "org.neuronbook.bench.BenchMain"));
    words.add("--out=" + target.resolve("bench.json"));
    words.addAll(chosen());
    return words;
  }

  private List<String> chosen() {
    return list
        ? List.of("--list")
        : List.of("--cases=" + cases, "--peers=" + peers, "--seconds=" + seconds);
  }

  static String[] flags(String pom) {
    Matcher matcher = JVM_FLAGS.matcher(pom);
    if (!matcher.find()) {
      throw new CourseException("pom.xml has no property jvm.flags.", "");
    }
    return matcher.group(1).trim().split("\\s+");
  }
}
