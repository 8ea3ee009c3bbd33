package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.Program;

/** A batch of submissions that run away in one test of seven: the batch ends, and so do they. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunawayBatchTest {
  /** What is done when the array has a single number; the only such test is worth 1 point of 8. */
  private static final Map<String, String> HARM =
      Map.of(
          "loops", "while (true) { n++; }",
          "exits", "System.exit(0);",
          "exhausts-memory",
              "List<long[]> all = new ArrayList<>(); while (true) { all.add(new long[1_000_000]); }",
          "floods-output", "while (true) { System.out.println(\"x\".repeat(10_000)); }");

  private static final String HIT = "makesZeroOfASingleNumber";

  private final Map<String, Graded> rows = new TreeMap<>();
  private String session;

  @BeforeAll
  void gradesThemInASessionOfTheirOwn(@TempDir Path folder) throws IOException {
    Path submissions = Files.createDirectory(folder.resolve("handed-in"));
    for (var each : HARM.entrySet()) {
      Files.writeString(
          submissions.resolve(each.getKey() + ".java"),
          """
          class C implements Ex00_1Centre {
            int n;
            public double[] centre(double[] x) {
              if (x.length == 1) { %s }
              double mean = Arrays.stream(x).average().orElse(0);
              return Arrays.stream(x).map(v -> v - mean).toArray();
            }
          }
          """
              .formatted(each.getValue()));
    }
    // The shell leads the session, and all that the batch starts belongs to it, parents or not.
    Program.Result run =
        Program.of(folder, "setsid", "--wait", "sh", "-c", "echo $$; \"$@\"; exit $?", "batch")
            .with(GradeBatchTest.courseCommand())
            .with(
                List.of(
                    "grade", "handed-in", "--out", "out", "--jobs", "2", "--min-isolation", "L1"))
            .run();
    assertThat(run.exit()).as(run.text()).isZero();
    session = run.lines().get(0);
    for (Graded row : Grades.read(folder.resolve("out"))) {
      rows.put(row.submission().replace(".java", ""), row);
    }
  }

  @Test
  void eachLosesTheTestThatItHitAndNoOther() {
    assertThat(rows).containsOnlyKeys(HARM.keySet());
    rows.forEach(
        (name, row) -> {
          assertThat(row.points()).as("points of what " + name).isEqualTo(7);
          assertThat(row.tests())
              .filteredOn(test -> !test.passed())
              .as("tests lost by what " + name)
              .extracting(Graded.Test::method)
              .containsExactly(HIT);
        });
  }

  @Test
  void noProcessOfTheBatchIsLeft() throws IOException {
    assertThat(session).matches("[0-9]+");
    assertThat(processesOf(session)).isEmpty();
  }

  /** The command lines of all processes of a session. */
  private static List<String> processesOf(String session) throws IOException {
    Program.Result all = Program.of(Path.of("/"), "ps", "-e", "-o", "sess=,args=").run();
    assertThat(all.exit()).as(all.text()).isZero();
    assertThat(all.lines()).as("processes of this machine").isNotEmpty();
    try (Stream<String> lines = all.lines().stream()) {
      return lines.map(String::strip).filter(line -> line.startsWith(session + " ")).toList();
    }
  }
}
