package org.neuronbook.kernel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import jdk.jshell.JShell;
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
              Stream.of("static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.*"))
          .toList();

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private final JShell shell;
  private final Execution execution;
  private final SourceMap sources = new SourceMap();
  private final StartImports startImports;

  JavaShell(BiConsumer<Thread, Throwable> uncaught) {
    execution = new Execution(new CellClassLoader(JavaShell.class.getClassLoader()), uncaught);
    shell =
        JShell.builder()
            .executionEngine(new Engine(execution), Map.of())
            .idGenerator((snippet, index) -> sources.newId())
            .compilerOptions(compilerOptions())
            .fileManager(JavaShell::withClassPath)
            .build();
    startImports = new StartImports(shell);
    DEFAULT_IMPORTS.forEach(name -> startImports.take("import " + name + ";"));
    startImports.evaluate();
  }

  private static String[] compilerOptions() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()
        ? new String[] {"--add-modules", VECTOR_MODULE}
        : new String[0];
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

  JShell shell() {
    return shell;
  }

  Execution execution() {
    return execution;
  }

  StartImports startImports() {
    return startImports;
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
