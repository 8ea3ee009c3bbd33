package org.neuronbook.kernel.install;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Installs the kernel for any Jupyter: {@code java -jar neuronbook-kernel.jar --install}. The jar
 * is copied beside the {@code kernel.json} that names it.
 */
public final class InstallCommand {
  private static final String JAR = "neuronbook-kernel.jar";
  private static final String HELP =
      """
      A Java kernel for Jupyter. Jupyter itself is installed apart (pip install jupyterlab).

        java -jar neuronbook-kernel.jar --install      installs it for you, in every Jupyter you have
        java -jar neuronbook-kernel.jar --uninstall    removes it again

      With --install or --uninstall:
        --user               your own kernels; what is meant without any of these three
        --sys-prefix         only the active virtual or conda environment
        --prefix DIR         only the Python installation or environment in DIR
        --name NAME          the kernel's name, which notebooks carry (default: neuronbook)
        --display-name TEXT  what Jupyter's menus show (default: Java (Neuronbook))
      Alone:
        --version            of the kernel, and of the Java that would run it
        --help               this

      The kernel runs on the Java that installs it. To take another, run that one: /path/to/java -jar ...
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final JupyterFolders folders = JupyterFolders.ofThisUser();
  private String action = "";
  private Path kernels = folders.user();
  private String name = "neuronbook";
  private String displayName = "Java (Neuronbook)";

  /** What stands in the way, and what to do about it. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String problem, String hint) {
      super(problem + "\n  -> " + hint);
    }
  }

  /**
   * @param out for what was done
   * @param err for what was not
   */
  public InstallCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Does what the words ask for.
   *
   * @return the exit code: 0, 1 when something failed, 2 when the words are not understood
   */
  public int run(List<String> words) {
    try {
      understand(new ArrayDeque<>(words));
    } catch (Refused problem) {
      err.println(problem.getMessage());
      return 2;
    }
    try {
      switch (action) {
        case "--install" -> install();
        case "--uninstall" -> uninstall();
        case "--version" -> out.println(version());
        default -> out.print(HELP);
      }
      return 0;
    } catch (Refused problem) {
      err.println(problem.getMessage());
    } catch (IOException problem) {
      err.println("This could not be read or written: " + problem.getMessage());
      err.println("  -> Look at its permissions, or choose another place: --prefix DIR");
    }
    return 1;
  }

  private void understand(Deque<String> words) throws Refused {
    while (!words.isEmpty()) {
      String word = words.remove();
      switch (word) {
        case "--install", "--uninstall", "--version", "--help" -> action = word;
        case "-h" -> action = "--help";
        case "--user" -> kernels = folders.user();
        case "--sys-prefix" ->
            kernels =
                folders
                    .ofEnvironment()
                    .orElseThrow(
                        () ->
                            new Refused(
                                "--sys-prefix: no virtual or conda environment is active.",
                                "Activate one, or name its folder: --prefix DIR"));
        case "--prefix" ->
            kernels = JupyterFolders.of(Path.of(value(word, words)).toAbsolutePath());
        case "--name" -> name = value(word, words);
        case "--display-name" -> displayName = value(word, words);
        default -> throw new Refused("'" + word + "' is not understood.", "--help tells what is.");
      }
    }
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new Refused(
          "--name: Jupyter takes letters, digits, '.', '_' and '-' only, not '" + name + "'.",
          "What menus show may be any text: --display-name TEXT");
    }
  }

  private static String value(String option, Deque<String> words) throws Refused {
    if (words.isEmpty() || words.peek().startsWith("--")) {
      throw new Refused(option + " needs a value after it.", "--help tells which.");
    }
    return words.remove();
  }

  private void install() throws IOException, Refused {
    requireJdk();
    Path jar = requireJar();
    Path folder = kernels.resolve(name);
    Files.createDirectories(folder);
    Path copy = folder.resolve(JAR);
    if (!Files.exists(copy) || !Files.isSameFile(jar, copy)) {
      Files.copy(
          jar, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
    new KernelFolder(folder, displayName, List.of(copy), List.of(), List.of()).write(line -> {});
    out.println("Installed " + displayName + " in " + folder + " (Java " + javaVersion() + ").");
    out.println(
        "Next: start Jupyter (jupyter lab) and choose it for a new notebook; "
            + jar.getFileName()
            + " may be deleted.");
    folders
        .before(name)
        .filter(other -> !other.equals(folder))
        .ifPresent(
            other ->
                err.println(
                    "But JUPYTER_PATH has another kernel of the name "
                        + name
                        + ", which Jupyter"
                        + " takes first: "
                        + other
                        + "\n  -> Remove that one, or install this under another name: --name NAME"));
  }

  private void uninstall() throws IOException, Refused {
    Path folder = kernels.resolve(name);
    if (!Files.exists(folder.resolve(JAR))) {
      throw new Refused(
          "There is no kernel of ours in " + folder + ".",
          "jupyter kernelspec list tells where kernels are; --name, --prefix and --sys-prefix"
              + " choose among them.");
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    out.println("Removed " + folder + ".");
  }

  private static void requireJdk() throws Refused {
    if (ToolProvider.findFirst("javac").isEmpty()
        || ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
      throw new Refused(
          "Java "
              + javaVersion()
              + " in "
              + System.getProperty("java.home")
              + " is a runtime without a compiler. Cells are compiled: the kernel needs a JDK, 17"
              + " or newer.",
          "Install a JDK, and run this with its java: /path/to/jdk/bin/java -jar "
              + JAR
              + " --install");
    }
  }

  /** The jar that this runs from. */
  private static Path requireJar() throws Refused {
    try {
      Path jar =
          Path.of(InstallCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      String classPath = System.getProperty("java.class.path");
      boolean alone = !classPath.contains(File.pathSeparator);
      if (alone && Files.isRegularFile(jar) && Files.isSameFile(jar, Path.of(classPath))) {
        return jar;
      }
    } catch (URISyntaxException | IOException unusual) {
      // told below
    }
    throw new Refused(
        "The kernel's classes do not come from one jar that holds all it needs.",
        "Run the jar itself: java -jar " + JAR + " --install");
  }

  private static String version() {
    String version = InstallCommand.class.getPackage().getImplementationVersion();
    return "Neuronbook kernel "
        + (version == null ? "(not from a jar)" : version)
        + ", Java "
        + javaVersion();
  }

  private static String javaVersion() {
    return System.getProperty("java.version");
  }
}
