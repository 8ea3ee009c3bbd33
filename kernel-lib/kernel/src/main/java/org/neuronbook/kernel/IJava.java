package org.neuronbook.kernel;

import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/**
 * Stands for IJava in notebooks that were written for it: JJava, whose classes this kernel uses,
 * has IJava's under other names.
 */
public final class IJava {
  private static final String THEIRS = "io.github.spencerpark.";
  private static final Pattern MAIN =
      Pattern.compile("\\bio\\.github\\.spencerpark\\.ijava\\.IJava\\b");
  private static final Pattern FUNCTIONS =
      Pattern.compile(
          "\\bio\\.github\\.spencerpark\\.ijava\\.runtime\\.(?:Display|Kernel|Magics)\\b");
  private static final Pattern OTHERS =
      Pattern.compile("\\bio\\.github\\.spencerpark\\.jupyter\\.");

  private IJava() {}

  /** The kernel that runs the cell. */
  public static BaseKernel getKernelInstance() {
    return BaseKernel.notebookKernel();
  }

  /**
   * The source of a cell with the names of IJava's classes replaced; no line is added or removed.
   */
  static String translated(String source) {
    if (!source.contains(THEIRS)) {
      return source;
    }
    String main = MAIN.matcher(source).replaceAll(IJava.class.getName());
    String functions = FUNCTIONS.matcher(main).replaceAll(BaseNotebookStatics.class.getName());
    return OTHERS.matcher(functions).replaceAll("org.dflib.jjava.jupyter.");
  }
}
