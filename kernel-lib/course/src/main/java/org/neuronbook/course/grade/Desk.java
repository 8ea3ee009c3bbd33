package org.neuronbook.course.grade;

import dev.ludovic.netlib.blas.BLAS;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.simple.SimpleMatrix;
import org.neuronbook.compute.Compute;
import org.neuronbook.grader.remote.Library;
import org.neuronbook.kernel.DefaultImports;
import org.neuronbook.notebook.NotebookExtension;
import org.neuronbook.tensor.Tensor;

/**
 * What a submission finds before it: the library and the imports of a notebook, as far as they make
 * sense without files, network and screen.
 */
final class Desk {
  /** The library of networks, EJML, and what both stand on. */
  static final Library LIBRARY =
      new Library(
          List.of(
              Tensor.class,
              Compute.class,
              BLAS.class,
              DMatrixRMaj.class,
              CommonOps_DDRM.class,
              SimpleMatrix.class),
          """
          class Rehearsed {
            org.neuronbook.tensor.Tensor square(org.neuronbook.tensor.Tensor x) {
              return x.matmul(x).mean();
            }
          }
          new Rehearsed().square(org.neuronbook.tensor.Tensor.of(new double[][] {{1, 2}, {3, 4}})).item();
          """);

  /** What a cell can use without importing it. */
  static final List<String> IMPORTS =
      Stream.of(
              DefaultImports.OF_JAVA.stream(),
              NotebookExtension.IMPORTS.stream().filter(Desk::isOfLibrary),
              Stream.of("org.neuronbook.grader.Todo", "org.neuronbook.exercises.*"))
          .flatMap(names -> names)
          .toList();

  private Desk() {}

  /** Whether it imports one of the packages that {@link #LIBRARY} has. */
  private static boolean isOfLibrary(String name) {
    return name.matches("org\\.neuronbook\\.(compute|data|nn|optim|tensor|train|tune)\\.\\*");
  }
}
