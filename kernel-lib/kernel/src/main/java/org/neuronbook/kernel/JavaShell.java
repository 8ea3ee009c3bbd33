package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
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

  JavaShell(BiConsumer<Thread, Throwable> uncaught) {
    execution = new Execution(new CellClassLoader(JavaShell.class.getClassLoader()), uncaught);
    shell =
        JShell.builder()
            .executionEngine(new Engine(execution), Map.of())
            .idGenerator((snippet, index) -> sources.newId())
            .compilerOptions(compilerOptions().toArray(String[]::new))
            .build();
    for (String name : DEFAULT_IMPORTS) {
      shell.eval("import " + name + ";");
    }
  }

  private static List<String> compilerOptions() {
    List<String> options =
        new ArrayList<>(List.of("--class-path", System.getProperty("java.class.path")));
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
      options.addAll(List.of("--add-modules", VECTOR_MODULE));
    }
    return options;
  }

  JShell shell() {
    return shell;
  }

  Execution execution() {
    return execution;
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
