package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Engine;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.Options;
import org.neuronbook.grader.RunResult;
import org.neuronbook.grader.remote.CellCompiler;
import org.neuronbook.grader.remote.RemoteSubmission;
import org.neuronbook.grader.remote.Sandbox;
import org.neuronbook.grader.remote.Workers;
import org.neuronbook.grader.worker.Program;
import org.neuronbook.grader.worker.Source;
import org.neuronbook.notebook.NotebookExtension;

/** Cells that use the library, in workers at every level that this machine has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskTest {
  private static final Exercise CENTRE =
      Catalogue.installed().stream().filter(e -> e.id().equals("00.1")).findFirst().orElseThrow();

  private final Map<Isolation, Workers> workers = new EnumMap<>(Isolation.class);
  private CellCompiler compiler;

  @BeforeAll
  void start() {
    for (Isolation level : List.of(Isolation.L1, Isolation.L2)) {
      // Only a program that is not installed is an excuse.
      if (Sandbox.obstacle(level).filter(text -> text.contains("is missing")).isEmpty()) {
        workers.put(level, Workers.of(level, List.of(CENTRE), Desk.LIBRARY, 1));
      }
    }
    compiler = new CellCompiler(workers.values().iterator().next());
  }

  @AfterAll
  void stop() {
    compiler.close();
    workers.values().forEach(Workers::close);
  }

  @Test
  void aCellMayUseTensors() throws InterruptedException {
    fullMarks(
        """
        class MyCentre implements Ex00_1Centre {
          public double[] centre(double[] x) {
            if (x.length == 0) {
              return x;
            }
            Tensor t = Tensor.of(x);
            return t.sub(t.mean()).toArray();
          }
        }
        """);
  }

  @Test
  void aCellMayUseEjml() throws InterruptedException {
    fullMarks(
        """
        import org.ejml.data.DMatrixRMaj;
        import org.ejml.dense.row.CommonOps_DDRM;
        import org.ejml.simple.SimpleMatrix;

        class MyCentre implements Ex00_1Centre {
          public double[] centre(double[] x) {
            if (x.length == 0) {
              return x;
            }
            var m = new DMatrixRMaj(x.clone());
            CommonOps_DDRM.add(m, -new SimpleMatrix(m).elementSum() / x.length);
            return m.data;
          }
        }
        """);
  }

  @Test
  void aCellMayTrainANetworkWithoutImports() throws InterruptedException {
    fullMarks(
        """
        var model = new Sequential(new Linear(2, 4, Rng.of(1)), (Forward) Tensor::tanh, new Linear(4, 1, Rng.of(2)));
        var optimizer = new Adam(model.parameters(), 0.1);
        Tensor inputs = Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Tensor targets = Tensor.of(new double[][] {{0}, {1}, {1}, {0}});
        for (int i = 0; i < 200; i++) {
          optimizer.zeroGrad();
          Losses.mse(model.forward(inputs), targets).backward();
          optimizer.step();
        }
        double loss = Losses.mse(model.forward(inputs), targets).item();
        """,
        """
        class MyCentre implements Ex00_1Centre {
          public double[] centre(double[] x) {
            if (loss == 0 || loss > 0.01) {
              throw new IllegalStateException("it did not learn: " + loss);
            }
            double mean = Arrays.stream(x).average().orElse(0);
            return Arrays.stream(x).map(v -> v - mean).toArray();
          }
        }
        """);
  }

  @Test
  void importsAreThoseOfTheNotebookForWhichThereAreClasses() {
    List<String> ours = NotebookExtension.IMPORTS.stream().filter(Desk.IMPORTS::contains).toList();
    assertThat(ours)
        .contains("java.util.*", "org.neuronbook.tensor.*", "org.neuronbook.nn.*")
        .doesNotContain("org.neuronbook.notebook.*", "org.neuronbook.datasets.*");
    String last = "class MyCentre {}";
    Program program = compiler.compile(new Source(ours, List.of(last), "new MyCentre()"));
    assertThat(program.problems()).isEmpty();
  }

  @Test
  void neitherTestsNorMistakesNorTheGraderAreWithinReach() throws InterruptedException {
    String hidden =
        "org.neuronbook.exercises.Ex00_1CentreTest org.neuronbook.grader.Engine"
            + " org.neuronbook.misconceptions.Ex00_1CentreMisconceptions"
            + " org.neuronbook.solutions.Ex00_1CentreSolutions org.neuronbook.course.grade.Desk";
    fullMarks(
        """
        class MyCentre implements Ex00_1Centre {
          public double[] centre(double[] x) {
            for (String name : "%s".split(" ")) {
              try {
                Class.forName(name);
                throw new IllegalStateException(name + " is here");
              } catch (ClassNotFoundException asItShouldBe) {
              }
            }
            double mean = Arrays.stream(x).average().orElse(0);
            return Arrays.stream(x).map(v -> v - mean).toArray();
          }
        }
        """
            .formatted(hidden));
  }

  private void fullMarks(String... cells) throws InterruptedException {
    Program program = compiler.compile(new Source(Desk.IMPORTS, List.of(cells), "MyCentre::new"));
    assertThat(program.problems()).isEmpty();
    for (Workers level : workers.values()) {
      try (var submission = new RemoteSubmission(level, CENTRE.contract(), program)) {
        RunResult result = Engine.run(CENTRE, submission, Options.marks(3));
        assertThat(result.tests())
            .as("at %s", level.level())
            .allSatisfy(test -> assertThat(test.passed()).as(test.explanation()).isTrue());
      }
    }
  }
}
