package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cells as notebooks for IJava have them, with libraries that Maven has to find: those of this
 * build, so that the local repository has them.
 */
class IJavaNotebookTest {
  @TempDir static Path folder;
  private static KernelClient kernel;

  @BeforeAll
  static void start() throws IOException {
    Path utils = Files.createDirectories(folder.resolve("utils"));
    notebook(
        utils.resolve("table-imports.ipynb"),
        "%maven tech.tablesaw:tablesaw-core:0.44.4",
        "import tech.tablesaw.api.*;\nimport tech.tablesaw.columns.*;\nimport java.util.*;",
        "String limit = System.getenv(\"NO_SUCH_LIMIT\");\nif (limit != null) {\n"
            + "    System.setProperty(\"LIMIT\", limit);\n}");
    notebook(
        utils.resolve("plot-utils.ipynb"),
        """
        %%loadFromPOM
        <dependency>
            <groupId>org.apache.commons</groupId>
            <artifactId>commons-csv</artifactId>
            <version>1.14.1</version>
        </dependency>
        """,
        """
        // How tables are shown
        import io.github.spencerpark.ijava.IJava;

        IJava.getKernelInstance().getRenderer()
            .createRegistration(tech.tablesaw.api.Table.class)
            .preferring(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML)
            .register((table, context) -> {
                context.renderIfRequested(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML, () -> {
                    return "<b>" + table.name() + "</b>";
                });
            });
        """,
        "import org.apache.commons.csv.*;");
    Files.writeString(
        utils.resolve("Laps.java"),
        """
        import java.util.ArrayList;

        /* Adds up times. */
        class Laps {
            private final ArrayList<Double> all = new ArrayList<>();

            public void add(double seconds) {
                all.add(seconds);
            }

            // the sum
            public double sum() {
                double sum = 0;
                for (double one : all) {
                    sum += one;
                }
                return sum;
            }
        }
        """);
    kernel = KernelClient.start();
    var outcome =
        kernel.execute(
            """
            %load UTILS/table-imports
            %load UTILS/plot-utils.ipynb
            %load UTILS/Laps.java

            import java.nio.charset.StandardCharsets;
            """
                .replace("UTILS", utils.toString()));
    assertThat(outcome.status()).as(outcome.traceback()).isEqualTo("ok");
    assertThat(outcome.out.toString())
        .contains("added tech.tablesaw:tablesaw-core 0.44.4\n  and what it needs: guava")
        .contains("added org.apache.commons:commons-csv 1.14.1");
  }

  private static void notebook(Path file, String... sources) throws IOException {
    List<Map<String, Object>> cells = new ArrayList<>();
    for (String source : sources) {
      List<String> lines = source.lines().map(line -> line + "\n").toList();
      cells.add(Map.of("cell_type", "code", "metadata", Map.of(), "source", lines));
    }
    Files.writeString(file, new Gson().toJson(Map.of("cells", cells, "nbformat", 4)));
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  private static KernelClient.Outcome run(String code) {
    var outcome = kernel.execute(code);
    assertThat(outcome.status()).as(outcome.traceback()).isEqualTo("ok");
    return outcome;
  }

  @Test
  void loadedLibrariesClassesAndRenderersWork() {
    var outcome =
        run(
            """
            Laps laps = new Laps();
            laps.add(1.5);
            laps.add(2.5);
            Table table = Table.create("lessons").addColumns(
                StringColumn.create("name", "a", "b"),
                DoubleColumn.create("seconds", new double[] {1.5, laps.sum()}));
            System.out.println(table.doubleColumn("seconds").mean());
            table""");
    assertThat(outcome.out.toString()).isEqualTo("2.75\n");
    assertThat(outcome.results.get(0).getAsJsonObject("data").get("text/html").getAsString())
        .isEqualTo("<b>lessons</b>");
    assertThat(run("CSVFormat.DEFAULT.parse(new StringReader(\"a,b\")).getRecords().size()").text())
        .isEqualTo("1");
  }

  @Test
  void displayRenderAndEvalAreThere() {
    var outcome =
        run(
            """
            String id = display(Table.create("shown"));
            updateDisplay(id, Table.create("changed"));
            display("a text", "text/plain");
            display(render(List.of(1, 2)));
            eval("int evaluated = 6 * 7;");
            eval("evaluated")""");
    assertThat(outcome.text()).isEqualTo("42");
    assertThat(outcome.displays)
        .extracting(shown -> shown.getAsJsonObject("data").toString())
        .anySatisfy(data -> assertThat(data).contains("<b>shown</b>"))
        .anySatisfy(data -> assertThat(data).contains("<b>changed</b>"))
        .anySatisfy(data -> assertThat(data).contains("[1, 2]"));
  }

  @Test
  void magicsAreCalledByFunctions() {
    var outcome =
        run(
            """
            List<String> jars = lineMagic("maven", List.of("tech.tablesaw:tablesaw-core:0.44.4"));
            String path = cellMagic("time", List.of(), "int timed = 3;");
            jars.isEmpty() && path == null && timed == 3""");
    assertThat(outcome.text()).isEqualTo("true");
    assertThat(outcome.out.toString()).contains("is already there in version 0.44.4", "Wall time");
  }

  @Test
  void itsFunctionsCanBeImported() {
    run(
        """
        import static io.github.spencerpark.ijava.runtime.Display.*;
        import io.github.spencerpark.jupyter.kernel.display.DisplayData;
        DisplayData data = render("x");""");
  }

  @Test
  void errorsShowTheNamesThatWereWritten() {
    assertThat(kernel.execute("io.github.spencerpark.jupyter.kernel.None none;").traceback())
        .contains("    io.github.spencerpark.jupyter.kernel.None none;");
  }
}
