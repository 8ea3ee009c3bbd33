package org.neuronbook.kernel;

import java.util.List;

/** What a cell can use without importing it; for those who run cells elsewhere too. */
public final class DefaultImports {
  /** As far as Java itself has it. */
  public static final List<String> OF_JAVA =
      List.of(
          "java.io.*",
          "java.math.*",
          "java.nio.file.*",
          "java.util.*",
          "java.util.concurrent.*",
          "java.util.function.*",
          "java.util.regex.*",
          "java.util.stream.*");

  private DefaultImports() {}
}
