package org.neuronbook.kernel;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code %javac}: options of the compiler, for the cells that come. */
final class JavacMagic implements Magic {
  private static final MagicHelp HELP =
      MagicHelp.of(
          "%javac [options]",
          "sets options of the compiler for the cells that come, or shows them",
          "For example %javac --enable-preview, which allows what the Java that runs here has as a",
          "preview of the language. Variables keep their values; an option holds until the kernel is",
          "restarted. For every notebook: the environment variable JJAVA_COMPILER_OPTS. Options of the",
          "JVM can only be given to a kernel that starts: the environment variable JDK_JAVA_OPTIONS.");
  private static final String PREVIEW = "--enable-preview";

  private final JavaShell java;
  private final PrintStream output;

  JavacMagic(JavaShell java, PrintStream output) {
    this.java = java;
    this.output = output;
  }

  @Override
  public List<MagicHelp> help() {
    return List.of(HELP);
  }

  @Override
  public Object run(Call call) {
    if (call.arguments().isEmpty()) {
      List<String> options = java.compilerOptions();
      output.println(options.isEmpty() ? "No options are set." : String.join(" ", options));
      return null;
    }
    set(java, call.arguments());
    return null;
  }

  /** Sets the options that people set for the kernels that notebooks for Java were written for. */
  static void setFromEnvironment(JavaShell java, PrintStream errors) {
    for (String variable : List.of("IJAVA_COMPILER_OPTS", "JJAVA_COMPILER_OPTS")) {
      String options = System.getenv(variable);
      if (options != null && !options.isBlank()) {
        try {
          set(java, MagicLine.words(options));
        } catch (MagicFailure e) {
          errors.println(variable + ": " + e.getMessage());
        }
      }
    }
  }

  /**
   * Sets options that someone wrote.
   *
   * @throws MagicFailure when the compiler does not know one, or the JVM lacks a module
   */
  static void set(JavaShell java, List<String> written) {
    List<String> options = new ArrayList<>(written);
    refuseMissingModules(options);
    boolean hasPreview = java.compilerOptions().contains(PREVIEW);
    if (hasPreview) {
      options.remove(PREVIEW);
    }
    if (options.contains(PREVIEW)
        && !options.contains("--release")
        && !options.contains("--source")
        && !options.contains("-source")) {
      options.addAll(List.of("--source", String.valueOf(Runtime.version().feature())));
    }
    try {
      java.addCompilerOptions(options);
    } catch (IllegalArgumentException e) {
      String problem = e.getMessage().replaceFirst("^error: ", "").strip();
      throw new MagicFailure(
          "the compiler refuses " + String.join(" ", written) + ": " + problem,
          "javac --help lists its options; those of the JVM (-X..., -D...) belong into the"
              + " environment variable JDK_JAVA_OPTIONS.");
    }
  }

  private static void refuseMissingModules(List<String> options) {
    int at = options.indexOf("--add-modules");
    if (at < 0 || at + 1 == options.size()) {
      return;
    }
    for (String module : options.get(at + 1).split(",")) {
      boolean isRunning = ModuleLayer.boot().findModule(module).isPresent();
      if (!isRunning && !module.startsWith("ALL-")) {
        throw new MagicFailure(
            "the kernel runs without the module " + module,
            "Modules are chosen when the JVM starts: set the environment variable"
                + " JDK_JAVA_OPTIONS to --add-modules="
                + module
                + " where Jupyter is started.");
      }
    }
  }
}
