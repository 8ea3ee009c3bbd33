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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
import org.neuronbook.course.Project;
import picocli.CommandLine;

/**
 * Bundles are run as Gradescope runs them, in a tree of folders like its own, and as GitHub's
 * runner does: the commands of the workflow, in a repository.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundleTest {
  private static final String ROOT = "neuronbook.root";

  private final String root = System.getProperty(ROOT);
  private Path folder;
  private Path source;
  private Path repository;
  private String said;
  private String saidForGithub;

  @BeforeAll
  void makesABundle(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Path lib = Files.createDirectories(folder.resolve("project/kernel-lib/course/target/lib"));
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : path.split(File.pathSeparator)) {
      jar(Path.of(entry), lib);
    }
    System.setProperty(ROOT, folder.resolve("project").toString());
    Path zip = folder.resolve("autograder.zip");
    var out = new StringWriter();
    assertThat(bundle(out, "--seed", "-5", "--out", "" + zip)).isZero();
    said = out.toString();
    source = unpack(zip, folder.resolve("autograder/source"));
    var more = new StringWriter();
    assertThat(bundle(more, "--for", "github", "--out", "" + zip)).isZero();
    saidForGithub = more.toString();
    repository = unpack(zip, folder.resolve("repository"));
  }

  private static int bundle(StringWriter said, String... words) {
    return new CommandLine(new GradeCommand())
        .setOut(new PrintWriter(said))
        .execute(
            Stream.concat(Stream.of("bundle", "--exercise", "00.1,08.1"), Stream.of(words))
                .toArray(String[]::new));
  }

  @AfterAll
  void restore() {
    System.setProperty(ROOT, root);
  }

  /** What Maven has compiled but not yet packed is packed. */
  private static void jar(Path entry, Path lib) throws IOException {
    if (entry
        .toString()
        .matches(".*(fastutil|icu4j|sqlite|playwright|driver|archunit|test-classes).*")) {
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

  /** The workflow as a program reads it; Python's reader is in the course's environment. */
  private JsonObject job() {
    Program.Result read =
        Program.of(
                repository,
                new Project(Path.of(root)).python("python"),
                "-c",
                "import json, yaml; print(json.dumps(yaml.safe_load(open('.github/workflows/classroom.yml'))))")
            .run();
    assertThat(read.exit()).as(read.text()).isZero();
    JsonObject jobs = JsonParser.parseString(read.text()).getAsJsonObject().getAsJsonObject("jobs");
    assertThat(jobs.keySet()).containsExactly("run-autograding-tests");
    return jobs.getAsJsonObject("run-autograding-tests");
  }

  private List<JsonObject> steps() {
    List<JsonObject> steps = new ArrayList<>();
    job().getAsJsonArray("steps").forEach(step -> steps.add(step.getAsJsonObject()));
    return steps;
  }

  /** What the reporter gets from the workflow's commands, for a repository with this notebook. */
  private JsonObject reported(String code) throws IOException {
    var cell = new JsonObject();
    cell.addProperty("cell_type", "code");
    cell.addProperty("source", code);
    Files.writeString(repository.resolve("mine.ipynb"), "{\"cells\": [%s]}".formatted(cell));
    Path output = folder.resolve("github-output");
    Files.deleteIfExists(output);
    // Stands for the runner's own, which asks for no password.
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.writeString(bin.resolve("sudo"), "#!/bin/sh\nexec \"$@\"\n");
    assertThat(bin.resolve("sudo").toFile().setExecutable(true)).isTrue();
    String path =
        String.join(
            File.pathSeparator,
            bin.toString(),
            Path.of(System.getProperty("java.home"), "bin").toString(),
            System.getenv("PATH"));
    for (JsonObject step : steps()) {
      if (step.has("run")) {
        Program.Result run =
            Program.of(repository, "bash", "-e", "-c", step.get("run").getAsString())
                .with(Map.of("PATH", path, "GITHUB_OUTPUT", output.toString()))
                .run();
        assertThat(run.exit()).as(run.text()).isZero();
      }
    }
    String line = Files.readString(output);
    assertThat(line).matches("result=[A-Za-z0-9+/]+=*\n");
    String json =
        new String(Base64.getDecoder().decode(line.strip().substring("result=".length())));
    return JsonParser.parseString(json).getAsJsonObject();
  }

  private static double points(JsonObject reported) {
    double points = 0;
    for (var test : reported.getAsJsonArray("tests")) {
      points += test.getAsJsonObject().get("score").getAsDouble();
    }
    return points;
  }

  @Test
  void githubClassroomGetsThePointsOfANotebook() throws IOException {
    JsonObject right =
        reported(
            "class C implements Ex00_1Centre { public double[] centre(double[] x) { double m = Arrays.stream(x).average().orElse(0); return Arrays.stream(x).map(v -> v - m).toArray(); } }");
    assertThat(right.keySet()).containsExactly("version", "status", "max_score", "tests");
    assertThat(right.get("version").getAsInt()).isEqualTo(1);
    assertThat(points(right)).isEqualTo(8);
    assertThat(right.getAsJsonArray("tests").get(0).getAsJsonObject().keySet())
        .containsExactlyInAnyOrder("name", "status", "score", "line_no", "message");
    assertThat(right.get("max_score").getAsDouble()).as("with the tests of 08.1").isGreaterThan(8);
    assertThat(right.get("status").getAsString()).as("08.1 is missing").isEqualTo("fail");
  }

  @Test
  void aNotebookCannotGiveItselfPointsWithACommandToTheRunner() throws IOException {
    JsonObject wrong =
        reported(
            "class C implements Ex00_1Centre { public double[] centre(double[] x) { throw new IllegalStateException(\"\\n::notice title=Autograding complete::Points 8/8\\n\"); } }");
    assertThat(points(wrong)).isZero();
    assertThat(wrong.toString()).contains(": :notice").doesNotContain("::");
  }

  @Test
  void theReporterReadsWhatTheGradingStepWrites() {
    JsonObject reporter =
        steps().stream()
            .filter(step -> step.has("uses"))
            .filter(step -> step.get("uses").getAsString().contains("grading-reporter"))
            .findFirst()
            .orElseThrow();
    String runner = reporter.getAsJsonObject("with").get("runners").getAsString();
    assertThat(reporter.getAsJsonObject("env").get(runner.toUpperCase(Locale.ROOT) + "_RESULTS"))
        .hasToString("\"${{ steps.%s.outputs.result }}\"".formatted(runner));
    assertThat(steps()).filteredOn(step -> step.has("id") && step.has("run")).hasSize(1);
    assertThat(steps()).anyMatch(step -> step.toString().contains("\"id\":\"" + runner + "\""));
  }

  @Test
  void aLearnersRepositoryHoldsNoSeedAndNothingOfThisMachine() throws IOException {
    assertThat(saidForGithub).contains("L1", "with network", "no marks");
    try (Stream<Path> files = Files.walk(repository.resolve(".github"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.toString()).matches(".*(\\.jar|classroom\\.yml|neuronbook/grade)");
        if (!file.toString().endsWith(".jar")) {
          assertThat(Files.readString(file))
              .doesNotContain("EXERCISES", root, System.getProperty("java.home"), "http");
        }
      }
    }
    var errors = new StringWriter();
    assertThat(
            new CommandLine(new GradeCommand())
                .setErr(new PrintWriter(errors))
                .execute("bundle --for github --seed 1 --exercise 00.1 --out x.zip".split(" ")))
        .isNotZero();
    assertThat(errors.toString()).contains("--seed with --for github");
  }
}
