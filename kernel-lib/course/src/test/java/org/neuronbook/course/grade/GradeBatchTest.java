package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.cli.CourseMain;
import org.neuronbook.grader.remote.Sandbox;
import picocli.CommandLine;

/** Batches that are cut in parts, or cut off, end with the same bytes as those that are not. */
class GradeBatchTest {
  private static final String FORMATS = "gradescope,junit,csv,html";

  @TempDir Path folder;
  private Path submissions;
  private Path whole;

  @BeforeEach
  void gradesAllAtOnce() throws IOException {
    submissions = Files.createDirectory(folder.resolve("handed-in"));
    whole = folder.resolve("whole");
    for (int i = 0; i < 5; i++) {
      hand("s" + i + ".java", "x.clone()");
    }
    hand(
        "right.java",
        "java.util.Arrays.stream(x).map(v -> v - java.util.Arrays.stream(x).average().orElse(0)).toArray()");
    // The last one takes its time, so that a batch can be killed before it.
    hand(
        "z.java",
        "new double[x.length == 3 ? slow() : 1]; } int slow() { try { Thread.sleep(1000); return 3; } catch (InterruptedException e) { return 3; }");
    Files.writeString(submissions.resolve("broken.ipynb"), "{");
    grade("--out", whole.toString());
  }

  private void hand(String name, String result) throws IOException {
    Files.writeString(
        submissions.resolve(name),
        "class C implements Ex00_1Centre { public double[] centre(double[] x) { return %s; } } // %s"
            .formatted(result, name));
  }

  private void grade(String... more) {
    assertThat(run(words(more))).isZero();
  }

  private List<String> words(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(submissions.toString(), "--min-isolation", "L1", "--format", FORMATS));
    words.addAll(List.of("--seed", "5"));
    words.addAll(List.of(more));
    return words;
  }

  private static int run(List<String> words) {
    return new CommandLine(new GradeCommand())
        .setOut(new PrintWriter(new StringWriter()))
        .execute(words.toArray(String[]::new));
  }

  /** The reports, without what lies there to go on. */
  private static Map<String, String> reports(Path folder) throws IOException {
    Map<String, String> reports = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith("results") && !name.equals("shard.txt")) {
          reports.put(name, Files.readString(file));
        }
      }
    }
    return reports;
  }

  @Test
  void partsMergedAreTheWhole() throws IOException {
    List<String> merge = new ArrayList<>(List.of("merge"));
    for (int i = 3; i >= 1; i--) {
      Path part = folder.resolve("part" + i);
      grade("--out", part.toString(), "--shard", i + "/3");
      merge.add(part.toString());
    }
    Path merged = folder.resolve("merged");
    merge.addAll(List.of("--out", merged.toString(), "--format", FORMATS));
    assertThat(run(merge)).isZero();
    assertThat(reports(merged)).isEqualTo(reports(whole)).hasSize(4 + 2 * 8);
  }

  @Test
  void aFailureOfTheGraderIsARowAndALoudEnd() throws IOException {
    Path out = Files.createDirectories(folder.resolve("broken"));
    // Something that stands where one result should be written.
    String spoilt;
    try (Stream<Path> results = Files.list(whole.resolve("results"))) {
      spoilt =
          results
              .filter(file -> contains(file, "\"s3.java\""))
              .map(file -> file.getFileName().toString())
              .findFirst()
              .orElseThrow();
    }
    Files.createDirectories(out.resolve("results").resolve(spoilt).resolve("in-the-way"));
    var errors = new StringWriter();
    int code =
        new CommandLine(new GradeCommand())
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(errors))
            .execute(words("--out", out.toString()).toArray(String[]::new));
    assertThat(code).isEqualTo(1);
    assertThat(errors.toString())
        .contains("THE GRADER FAILED on 1 of 8 results", "s3.java", "same command again");
    assertThat(Files.readAllLines(out.resolve("grades.csv")))
        .hasSize(1 + 8)
        .anyMatch(line -> line.startsWith("s3.java") && line.contains("not this file"))
        .anyMatch(line -> line.startsWith("right.java,00.1,8"));
    Files.delete(out.resolve("results").resolve(spoilt).resolve("in-the-way"));
    Files.delete(out.resolve("results").resolve(spoilt));
    grade("--out", out.toString());
    assertThat(reports(out)).isEqualTo(reports(whole));
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aKilledBatchGoesOnAndEndsWithTheSameBytes() throws Exception {
    Path out = folder.resolve("killed");
    List<String> command = courseCommand();
    command.add("grade");
    command.addAll(words("--out", out.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    while (finished(out) == 0) {
      assertThat(process.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly().waitFor();
    assertThat(process.exitValue()).as("ended by signal 9").isEqualTo(128 + 9);
    assertThat(out.resolve("grades.json")).doesNotExist();
    assertThat(finished(out)).isBetween(1L, 6L);
    grade("--out", out.toString());
    assertThat(reports(out)).isEqualTo(reports(whole));
  }

  private static long finished(Path out) throws IOException {
    if (!Files.isDirectory(out.resolve("results"))) {
      return 0;
    }
    try (Stream<Path> files = Files.list(out.resolve("results"))) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }

  /** How a shell starts the course. */
  static List<String> courseCommand() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            path,
            CourseMain.class.getName()));
  }

  @Test
  void withoutBubblewrapTheSelftestRefuses() throws Exception {
    assertThat(Sandbox.obstacle(org.neuronbook.grader.Isolation.L1)).isEmpty();
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("prlimit", "setpriv")) {
      for (String place : System.getenv("PATH").split(":")) {
        Path found = Path.of(place, program);
        if (Files.exists(found) && !Files.exists(bin.resolve(program))) {
          Files.createSymbolicLink(bin.resolve(program), found);
        }
      }
    }
    List<String> command = courseCommand();
    command.addAll(List.of("grade", "selftest", "--min-isolation", "L2"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", bin.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).isNotZero();
    assertThat(said)
        .contains("isolation L2", "bwrap is missing", "apt-get install bubblewrap")
        .doesNotContain("ATTACKS");
  }
}
