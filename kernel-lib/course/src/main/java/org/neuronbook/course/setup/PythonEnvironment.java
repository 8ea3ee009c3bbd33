package org.neuronbook.course.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;

/**
 * The project's own Python environment: made once from the pinned requirements, and made again when
 * they change, when the project has moved, or when the last attempt was cut off (the stamp is
 * written last).
 */
public final class PythonEnvironment {
  private static final String STAMP = "neuronbook.stamp";
  private static final Pattern NO_NETWORK =
      Pattern.compile(
          "name or service not known|temporary failure in name resolution|network is unreachable"
              + "|failed to establish a new connection|dns error|getaddrinfo failed|nodename nor servname"
              + "|connection refused|connecttimeout|read timed out|client error \\(connect\\)");
  private static final Pattern PROXY =
      Pattern.compile("proxyerror|cannot connect to proxy|tunnel connection failed|407 proxy");
  private static final Pattern FULL_DISK = Pattern.compile("no space left on device");

  private final Project project;
  private final Python.Runner runner;
  private final Consumer<String> say;

  public PythonEnvironment(Project project, Consumer<String> say) {
    this(project, Python.runner(project.root()), say);
  }

  PythonEnvironment(Project project, Python.Runner runner, Consumer<String> say) {
    this.project = project;
    this.runner = runner;
    this.say = say;
  }

  /** Whether the environment is whole and belongs to today's requirements and this folder. */
  public boolean ready() {
    try {
      return Files.isExecutable(project.python("python"))
          && Files.isRegularFile(stamp())
          && Files.readString(stamp()).equals(expectedStamp());
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Makes the environment unless it is ready. Throws {@link CourseException} with what to install
   * or to mend.
   */
  public void prepare() {
    if (ready()) {
      return;
    }
    boolean haveUv = runner.run(List.of("uv", "--version")).succeeded();
    Optional<Python> python = Python.find(runner);
    if (!haveUv) {
      require(python);
    }
    long began = System.nanoTime();
    Path venv = project.venv();
    if (Files.exists(venv)) {
      say.accept("Making the Python environment again (it was unfinished, moved, or outdated).");
    } else {
      say.accept("Making the project's own Python environment in .venv.");
    }
    if (haveUv) {
      String wanted = python.filter(Python::newEnough).map(Python::version).orElse("3.12");
      step(Program.of(project.root(), "uv", "venv", "--clear", "--python", wanted, venv));
    } else {
      step(
          Program.of(project.root())
              .with(python.orElseThrow().command())
              .with(List.of("-m", "venv", "--clear", venv.toString())));
    }
    install(installer(haveUv, project.requirements()));
    try {
      Files.writeString(stamp(), expectedStamp());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    say.accept("Python environment ready (" + secondsSince(began) + " s).");
  }

  /** Makes what the tests written in Python need, beside the environment and unless it is there. */
  public void prepareTests() {
    try {
      String wanted = Files.readString(project.testRequirements());
      Path stamp = project.pythonTests().resolve(STAMP);
      if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
        return;
      }
      boolean haveUv = runner.run(List.of("uv", "--version")).succeeded();
      List<String> apart =
          List.of("--no-deps", "--upgrade", "--target", project.pythonTests().toString());
      step(installer(haveUv, project.testRequirements()).with(apart));
      Files.writeString(stamp, wanted);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The program that installs what a file of requirements names. */
  private Program installer(boolean haveUv, Path requirements) {
    Program installer =
        haveUv
            ? Program.of(
                project.root(), "uv", "pip", "install", "--python", project.python("python"))
            : Program.of(
                project.root(),
                project.python("python"),
                "-m",
                "pip",
                "install",
                "--disable-pip-version-check",
                "--no-input",
                "--progress-bar",
                "off");
    return installer.with(List.of("--requirement", requirements.toString()));
  }

  private static void require(Optional<Python> found) {
    if (found.isEmpty()) {
      throw new CourseException(
          "There is no Python here. JupyterLab needs Python 3."
              + Python.OLDEST_MINOR
              + " or newer.",
          "Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python;"
              + " Windows: winget install Python.Python.3.12. Then run the command again.");
    }
    Python python = found.get();
    if (!python.newEnough()) {
      throw new CourseException(
          String.format(
              "The only Python here is %s (%s), and JupyterLab needs 3.%d or newer.",
              python.version(), String.join(" ", python.command()), Python.OLDEST_MINOR),
          "Install a newer one, or install uv, which brings its own: then run the command again.");
    }
    if (!python.hasVenv()) {
      throw new CourseException(
          "Python " + python.version() + " is here, but its venv module is not.",
          "Debian, Ubuntu: sudo apt install "
              + python.venvPackage()
              + ". Then run the command again.");
    }
  }

  /** A read-only home has no place for what uv and pip keep: it goes into the project then. */
  private Map<String, String> caches() {
    if (Files.isWritable(Path.of(System.getProperty("user.home")))) {
      return Map.of();
    }
    String cache = project.cache().toString();
    return Map.of("UV_CACHE_DIR", cache + "/uv", "PIP_CACHE_DIR", cache + "/pip");
  }

  private void step(Program program) {
    Program.Result result = program.with(caches()).run();
    if (!result.succeeded()) {
      throw failure("The Python environment could not be made", result);
    }
  }

  private void install(Program program) {
    int wanted = requirementCount();
    say.accept(
        String.format(
            Locale.ROOT,
            "Fetching up to %d pinned Python packages, JupyterLab among them.",
            wanted));
    long began = System.nanoTime();
    long[] lastTold = {began};
    int[] seen = {0};
    Program.Result result =
        program
            .with(caches())
            .run(
                line -> {
                  if (line.startsWith("Collecting ") || line.startsWith("Requirement already")) {
                    seen[0]++;
                  }
                  boolean lastStep = line.startsWith("Installing collected");
                  if (lastStep || System.nanoTime() - lastTold[0] > 4_000_000_000L) {
                    lastTold[0] = System.nanoTime();
                    say.accept(
                        lastStep
                            ? "  all fetched, installing (" + secondsSince(began) + " s)"
                            : seen[0] == 0
                                ? "  " + secondsSince(began) + " s"
                                : String.format(
                                    Locale.ROOT,
                                    "  %d of %d packages (%d s)",
                                    seen[0],
                                    wanted,
                                    secondsSince(began)));
                  }
                });
    if (!result.succeeded()) {
      throw failure("The Python packages could not be installed", result);
    }
  }

  /** Says why an installer failed: its own last lines, and before them what they mean. */
  static CourseException failure(String what, Program.Result result) {
    String text = result.text().toLowerCase(Locale.ROOT);
    String meaning;
    String hint;
    if (PROXY.matcher(text).find()) {
      meaning = "the proxy did not let it through";
      hint = "Set HTTPS_PROXY to your proxy (http://host:port), then run the command again.";
    } else if (NO_NETWORK.matcher(text).find()) {
      meaning = "no network. The first set-up needs it, later runs do not";
      hint = "Connect, or behind a proxy set HTTPS_PROXY; then run the command again.";
    } else if (FULL_DISK.matcher(text).find()) {
      meaning = "the disk is full. The environment takes about 500 MB";
      hint = "Make room, then run the command again.";
    } else {
      meaning = "the installer said";
      hint = "./course doctor looks for causes.";
    }
    return new CourseException(what + ": " + meaning + ".\n" + result.tail(4), hint);
  }

  private int requirementCount() {
    try (var lines = Files.lines(project.requirements())) {
      return (int) lines.filter(line -> line.contains("==")).count();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private Path stamp() {
    return project.venv().resolve(STAMP);
  }

  /**
   * The hash of the requirements and the folder: an environment's programs hold the path that it
   * was made in.
   */
  private String expectedStamp() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(project.requirements()));
      digest.update(project.venv().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest()) + "\n";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static long secondsSince(long began) {
    return (System.nanoTime() - began) / 1_000_000_000L;
  }
}
