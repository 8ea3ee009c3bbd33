package org.neuronbook.grader.worker;

import java.util.List;

/**
 * A submission as its author wrote it.
 *
 * @param imports what a notebook imports before its first cell, for example {@code "java.util.*"}
 * @param cells the code cells
 * @param implementation what stands after the comma of {@code check("00.1", ...)}, for example
 *     {@code "MyCentre::new"}
 */
public record Source(List<String> imports, List<String> cells, String implementation) {
  public Source {
    imports = List.copyOf(imports);
    cells = List.copyOf(cells);
  }
}
