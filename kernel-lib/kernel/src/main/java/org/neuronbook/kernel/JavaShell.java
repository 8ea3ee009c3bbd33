package org.neuronbook.kernel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** JShell set up for a notebook: the kernel's class path, the default imports, our execution. */
final class JavaShell {
  /**
   * What every cell can use without importing it. No simple name occurs in two of these packages or
   * in {@code java.lang}; a test holds that.
   */
  static final List<String> DEFAULT_IMPORTS =
      Stream.concat(
              DefaultImports.OF_JAVA.stream(),
              Stream.of(
                  "static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.*",
                  "static org.neuronbook.kernel.CellOutput.*"))
          .toList();

  /** The name of a cell whose code an extension runs when it is installed. */
  static final String EXTENSION = "an extension";

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private final JShell.Builder builder = JShell.builder();
  private final JShell shell;
  private final Execution execution;
  private final CellClassLoader loader;
  private final LibrarySources librarySources;
  private final SourceMap sources = new SourceMap();
  private final StartImports startImports;
  private final LibraryLoader libraries = new LibraryLoader(JavaShell.class.getClassLoader());
  private final List<String> compilerOptions = new ArrayList<>();
  private final Set<String> spared = new HashSet<>();

  JavaShell() {
    loader = new CellClassLoader(libraries);
    librarySources = new LibrarySources(loader);
    execution = new Execution(loader);
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
      addCompilerOptions(List.of("--add-modules", VECTOR_MODULE));
    }
    shell =
        builder
            .executionEngine(new Engine(execution), Map.of())
            .idGenerator((snippet, index) -> sources.newId())
            .fileManager(JavaShell::withClassPath)
            .build();
    startImports = new StartImports(shell);
    DEFAULT_IMPORTS.forEach(name -> startImports.take("import " + name + ";"));
    startImports.evaluate();
  }

  /** As an option the class path would be read, and all jars listed, at each compilation. */
  private static StandardJavaFileManager withClassPath(StandardJavaFileManager files) {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList();
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /**
   * Adds options of {@code javac} for the cells that come. JShell reads its builder's options anew
   * for every snippet, which its documentation does not promise; a test holds it.
   *
   * @throws IllegalArgumentException in the compiler's words when it does not know one
   */
  void addCompilerOptions(List<String> options) {
    List<String> all = new ArrayList<>(compilerOptions);
    all.addAll(options);
    ToolProvider.getSystemJavaCompiler().getTask(null, null, null, all, List.of("Object"), null);
    compilerOptions.addAll(options);
    builder.compilerOptions(options.toArray(String[]::new));
  }

  List<String> compilerOptions() {
    return List.copyOf(compilerOptions);
  }

  /** Adds jars and folders for the compiler and for running. */
  void addToClassPath(List<Path> entries) {
    shell.addToClasspath(
        entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
  }

  /** Where the classes of added libraries come from. */
  LibraryLoader libraries() {
    return libraries;
  }

  /** Lets {@code %reset} spare what the kernel and its extensions have imported until now. */
  void spareImports() {
    shell.imports().filter(one -> !isOfCell(one)).forEach(one -> spared.add(one.source().strip()));
  }

  /** Whether a snippet comes from a cell. An import that cells repeat stays what it was. */
  boolean isOfCell(Snippet snippet) {
    Piece piece = sources.piece(snippet.id());
    return piece != null
        && !piece.cell().name().equals(EXTENSION)
        && !spared.contains(snippet.source().strip());
  }

  JShell shell() {
    return shell;
  }

  Execution execution() {
    return execution;
  }

  StartImports startImports() {
    return startImports;
  }

  /** A class as cells see it, by its binary name; empty if there is none. */
  Optional<Class<?>> type(String binaryName) {
    try {
      return Optional.of(Class.forName(binaryName, false, loader));
    } catch (ClassNotFoundException | LinkageError notThere) {
      return Optional.empty();
    }
  }

  LibrarySources librarySources() {
    return librarySources;
  }

  SourceMap sources() {
    return sources;
  }

  private record Engine(Execution execution) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "neuronbook";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return execution;
    }
  }
}
