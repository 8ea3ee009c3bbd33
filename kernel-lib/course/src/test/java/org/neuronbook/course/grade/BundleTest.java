package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.Program;
import picocli.CommandLine;

/** The bundle is run as Gradescope runs it, in a tree of folders like its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundleTest {
  private static final String ROOT = "neuronbook.root";

  private final String root = System.getProperty(ROOT);
  private Path folder;
  private Path source;
  private String said;

  @BeforeAll
  void makesABundle(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Path lib = Files.createDirectories(folder.resolve("project/kernel-lib/course/target/lib"));
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : path.split(File.pathSeparator)) {
      jar(Path.of(entry), lib);
    }
    Path zip = folder.resolve("autograder.zip");
    System.setProperty(ROOT, folder.resolve("project").toString());
    var out = new StringWriter();
    assertThat(
            new CommandLine(new GradeCommand())
                .setOut(new PrintWriter(out))
                .execute("bundle", "--exercise", "00.1,08.1", "--seed", "-5", "--out", "" + zip))
        .isZero();
    said = out.toString();
    source = unpack(zip, folder.resolve("autograder/source"));
  }

  @AfterAll
  void restore() {
    System.setProperty(ROOT, root);
  }

  /** What Maven has compiled but not yet packed is packed. */
  private static void jar(Path entry, Path lib) throws IOException {
    if (entry.toString().matches(".*(fastutil|icu4j|playwright|driver|archunit|test-classes).*")) {
      return;
    }
    if (!Files.isDirectory(entry)) {
      Files.copy(entry, lib.resolve(entry.getFileName()));
      return;
    }
    Path jar = lib.resolve(entry.getParent().getParent().getFileName() + ".jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(entry.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  private static Path unpack(Path zip, Path into) throws IOException {
    try (var in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = into.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy((InputStream) in, file);
      }
    }
    return into;
  }

  private JsonObject graded(Map<String, String> submission) throws IOException {
    Path autograder = folder.resolve("autograder");
    Path handedIn = Files.createDirectories(autograder.resolve("submission"));
    try (Stream<Path> before = Files.list(handedIn)) {
      for (Path file : before.toList()) {
        Files.delete(file);
      }
    }
    Files.createDirectories(autograder.resolve("results"));
    for (var file : submission.entrySet()) {
      Files.writeString(handedIn.resolve(file.getKey()), file.getValue());
    }
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    Program.Result run =
        Program.of(autograder, "sh", source.resolve("run_autograder"))
            .with(
                Map.of(
                    "AUTOGRADER_ROOT",
                    autograder.toString(),
                    "PATH",
                    java + File.pathSeparator + System.getenv("PATH")))
            .run();
    assertThat(run.exit()).as(run.text()).isZero();
    return JsonParser.parseString(Files.readString(autograder.resolve("results/results.json")))
        .getAsJsonObject();
  }

  @Test
  void aSubmissionGetsPointsForWhatItHasAndNoneForWhatIsMissing() throws IOException {
    JsonObject results =
        graded(
            Map.of(
                "mine.java",
                "class C implements Ex00_1Centre { public double[] centre(double[] x) { double m = Arrays.stream(x).average().orElse(0); return Arrays.stream(x).map(v -> v - m).toArray(); } }",
                "broken.ipynb",
                "{"));
    assertThat(results.get("score").getAsDouble()).isEqualTo(8);
    double possible = 0;
    for (var test : results.getAsJsonArray("tests")) {
      possible += test.getAsJsonObject().get("max_score").getAsDouble();
    }
    assertThat(possible).as("with the tests of 08.1").isGreaterThan(8);
    assertThat(results.get("output").getAsString())
        .contains("00.1: 8 of 8", "08.1: 0 of", "isolation L1", "broken.ipynb");
  }

  @Test
  void resultsHoldOnlyWhatGradescopeKnows() throws IOException {
    JsonObject results = graded(Map.of());
    assertThat(results.get("score").getAsDouble()).isZero();
    assertThat(results.keySet())
        .isSubsetOf(
            Set.of("score", "output", "output_format", "visibility", "stdout_visibility", "tests"));
    assertThat(results.get("stdout_visibility").getAsString()).isEqualTo("hidden");
    assertThat(results.toString()).doesNotContain("\"-5\"");
  }

  @Test
  void itSaysWhichIsolationThereIs() {
    assertThat(said).contains("L1", "with network");
  }

  @Test
  void itHoldsNothingOfThisMachine() throws IOException {
    for (String script : List.of("setup.sh", "run_autograder")) {
      assertThat(Files.readString(source.resolve(script)))
          .startsWith("#!/bin/sh")
          .doesNotContain("EXERCISES", "-5", root, System.getProperty("java.home"), "http");
      assertThat(Program.of(source, "sh", "-n", script).run().exit()).isZero();
    }
  }
}
