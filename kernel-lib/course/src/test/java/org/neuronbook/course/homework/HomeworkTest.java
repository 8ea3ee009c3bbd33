package org.neuronbook.course.homework;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import picocli.CommandLine;

/**
 * A class of two assignments goes through the real nbgrader, from the sources to the exported
 * marks: once with {@code course homework}, once with nbgrader's own commands. Whoever cheats does
 * so in exercise 00.1, which has 8 points; the other exercises of the assignment stay unsolved.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HomeworkTest {
  private static final String START = "00-start-here";
  private static final String XOR = "08-mlp-and-xor";
  private static final String LOOP = "10-training-loop";
  static final String SOLUTION = "exercise-00-1";
  static final String GRADE = "grade-00-1";

  private static final String RIGHT =
      """
      class MyCentre implements Ex00_1Centre {
        public double[] centre(double[] x) {
          double mean = Arrays.stream(x).average().orElse(0);
          return Arrays.stream(x).map(v -> v - mean).toArray();
        }
      }
      """;

  private Path folder;
  private Classroom room;
  private String collected;
  private Map<String, Double> first;
  private Map<String, Double> second;

  @BeforeAll
  void goThroughAClass(@TempDir Path temporary) throws IOException {
    folder = temporary;
    room = new Classroom(folder.resolve("my-class"));
    String in = "--in=" + room.folder();
    room.course("create", room.folder().toString(), "hw1=00,08", "hw2=10");
    room.course("release", in, "hw1");
    room.plain("generate_assignment", "hw2");
    room.plain("release_assignment", "hw2");

    handIn();
    submitThroughTheExchange("ada");
    linkInTheExchange("liz");
    collected = room.course("collect", in, "hw1");
    room.course("grade", in, Classroom.L1, "hw1");
    room.course("feedback", in, "hw1");

    room.hand("ada", "hw2", LOOP, room.source("hw2", LOOP).toString());
    room.hand("kim", "hw2", LOOP, room.released("hw2", LOOP).toString());
    room.plain("autograde", "hw2", "--Verdicts.isolation=L1");
    room.plain("generate_feedback", "hw2");
    room.plain("release_feedback", "hw2");
    room.plain("export", "--to", "grades.csv");
    first = room.marks("hw1");
    second = room.marks("hw2");
  }

  private void handIn() throws IOException {
    hand("right", solved(RIGHT));
    hand("wrong", solved(RIGHT.replace("v - mean", "v + mean")));
    hand("untouched", notebook -> {});
    hand("not-java", solved("this is no Java {"));
    hand("throws", solved(RIGHT.replace("double mean", "if (true) throw null; double mean")));
    hand(
        "recursion",
        solved(RIGHT.replace("double mean", "if (true) return centre(x); double mean")));
    hand("loops", solved(RIGHT.replace("double mean", "while (x.length == 0) {} double mean")));
    hand(
        "exits",
        solved(RIGHT.replace("double mean", "if (x.length == 0) System.exit(0); double mean")));
    hand("exits-at-once", solved(RIGHT + "System.exit(0);"));
    hand("noisy", solved(RIGHT + "System.err.println(\"careful\");"));
    hand("declares-only", notebook -> Classroom.write(Tricks.grade(notebook), "class Nothing {}"));
    hand("last-expression", solved("8.0"));
    hand("mark-in-grade-cell", notebook -> Classroom.write(Tricks.grade(notebook), "8.0"));
    hand("redefines", Tricks::redefine);
    hand("forged-output", Tricks::forgeOutput);
    hand("more-points", notebook -> Tricks.marks(notebook).addProperty("points", 1000));
    hand("graded-by-hand", notebook -> Tricks.marks(notebook).addProperty("solution", true));
    hand("markdown", notebook -> Tricks.grade(notebook).addProperty("cell_type", "markdown"));
    hand(
        "duplicated",
        solvedAnd(notebook -> Classroom.cells(notebook).add(Tricks.grade(notebook).deepCopy())));
    hand("forged-duplicate", Tricks::duplicateForged);
    hand("removed", solvedAnd(Tricks::removeLocked));
    hand("removed-and-unsolved", Tricks::removeLocked);
    hand("own-cell", notebook -> Tricks.ownCell(notebook, GRADE));
    hand(
        "old-schema",
        solvedAnd(notebook -> Tricks.marks(notebook).addProperty("schema_version", 0)));
    hand(
        "new-schema",
        solvedAnd(notebook -> Tricks.marks(notebook).addProperty("schema_version", 99)));
    hand(
        "strange-marks",
        solvedAnd(notebook -> Tricks.marks(notebook).add("grade_id", new JsonArray())));
    hand(
        "strange-points",
        solvedAnd(notebook -> Tricks.marks(notebook).addProperty("points", "many")));
    hand("graded-solution", solvedAnd(Tricks::markSolutionAsGraded));
    hand("other-kernel", solvedAnd(Tricks::otherKernel));
    hand("script", solvedAnd(Tricks::addScripts));
    room.hand("no-notebook", "hw1", START, "{\"cells\": 7}");
    room.hand(
        "half-a-notebook", "hw1", START, room.released("hw1", START).toString().substring(99));
    room.hand("other-name", "hw1", "renamed", room.source("hw1", START).toString());
    room.hand("other-name", "hw1", XOR, room.released("hw1", XOR).toString());
    Path linked = Files.createDirectories(room.folder().resolve("submitted/linked/hw1"));
    Files.createSymbolicLink(
        linked.resolve(START + ".ipynb"), room.folder().resolve("source/hw1/" + START + ".ipynb"));
    hand("zoe", solved(RIGHT));
  }

  private void hand(String learner, Consumer<JsonObject> change) throws IOException {
    JsonObject notebook = room.released("hw1", START);
    change.accept(notebook);
    room.hand(learner, "hw1", START, notebook.toString());
  }

  private static Consumer<JsonObject> solved(String code) {
    return notebook -> Classroom.write(Classroom.cell(notebook, SOLUTION), code);
  }

  private static Consumer<JsonObject> solvedAnd(Consumer<JsonObject> change) {
    return solved(RIGHT).andThen(change);
  }

  /** As a learner does it, in a folder of their own, with nbgrader's commands. */
  private void submitThroughTheExchange(String learner) throws IOException {
    Path own = Files.createDirectories(folder.resolve(learner));
    String[] where = {
      "hw1", "--course=my-class", "--Exchange.root=" + room.folder().resolve("exchange")
    };
    asLearner(own, "fetch_assignment", where);
    for (String notebook : List.of(START, XOR)) {
      Files.writeString(
          own.resolve("hw1/" + notebook + ".ipynb"), room.source("hw1", notebook).toString());
    }
    String[] named =
        Stream.concat(Stream.of(where), Stream.of("--student=" + learner)).toArray(String[]::new);
    asLearner(own, "submit", named);
  }

  private static void asLearner(Path own, String command, String... words) {
    Program.Result result =
        Classroom.nbgrader(
            own, Stream.concat(Stream.of(command), Stream.of(words)).toArray(String[]::new));
    assertThat(result.succeeded()).as(result.text()).isTrue();
  }

  /** The inbound folder is open to all, so a learner can put there what nbgrader would not. */
  private void linkInTheExchange(String learner) throws IOException {
    Path inbound = room.folder().resolve("exchange/my-class/inbound");
    Path own = Files.createDirectory(inbound.resolve(learner + "+hw1+2026-01-01 00:00:00 UTC+x"));
    Files.writeString(own.resolve("timestamp.txt"), "2026-01-01 00:00:00 UTC");
    Files.createDirectory(inbound.resolve("=1+1" + own.getFileName().toString().substring(3)));
    for (String notebook : List.of(START, XOR)) {
      Files.createSymbolicLink(
          own.resolve(notebook + ".ipynb"),
          room.folder().resolve("source/hw1/" + notebook + ".ipynb"));
    }
  }

  @Test
  void theReferenceGetsAllPointsOfBothAssignments() {
    assertThat(first.get("ada")).as("submitted through the exchange").isEqualTo(8 + 8 + 9);
    assertThat(second.get("ada")).as("graded by the plain commands").isEqualTo(13 + 10);
  }

  @Test
  void rightWrongAndUntouchedGetWhatTheyEarn() {
    assertMarks(8, "right", "zoe");
    assertMarks(1, "wrong");
    assertMarks(0, "untouched", "not-java");
    assertThat(second.get("kim")).isZero();
  }

  @Test
  void everybodyIsInTheExportWhateverTheyHandedIn() throws IOException {
    try (Stream<Path> learners = Files.list(room.folder().resolve("submitted"))) {
      assertThat(first.keySet())
          .containsAll(
              learners
                  .map(learner -> learner.getFileName().toString())
                  .filter(learner -> !learner.equals("liz"))
                  .toList())
          .hasSizeGreaterThan(35);
    }
  }

  @Test
  void theGradebookHasWhatIsExported() {
    String python =
        """
        import sqlite3
        rows = sqlite3.connect("gradebook.db").execute(
            "select sum(auto_score), count(*), count(manual_score), sum(needs_manual_grade) from grade")
        print(*rows.fetchone())
        """;
    String exported =
        String.valueOf(
            Stream.concat(first.values().stream(), second.values().stream())
                .mapToDouble(mark -> mark)
                .sum());
    Program.Result result =
        Program.of(room.folder(), Project.here().python("python"), "-c", python).run();
    assertThat(result.text()).startsWith(exported + " ").endsWith(" 0 0");
  }

  @Test
  void whoCrashesLosesTheTestsThatCrash() {
    assertMarks(0, "throws", "recursion", "exits-at-once");
    assertMarks(7, "exits", "loops");
  }

  @Test
  void textOnStandardErrorCostsNothing() {
    assertMarks(8, "noisy");
  }

  @Test
  void declarationsAloneEarnNothing() {
    assertMarks(0, "declares-only");
  }

  @Test
  void theLastExpressionOfACellIsNoMark() {
    assertMarks(0, "last-expression", "mark-in-grade-cell", "own-cell");
  }

  @Test
  void redefiningTheGraderGainsNothing() {
    assertMarks(0, "redefines");
  }

  @Test
  void aForgedOutputIsForgotten() {
    assertMarks(0, "forged-output", "forged-duplicate");
    assertThat(room.graded("forged-output", "hw1", START).toString()).doesNotContain("forged");
  }

  @Test
  void changedGradeCellsAreAsTheyWere() {
    assertMarks(0, "more-points", "graded-by-hand", "markdown");
    JsonObject grade = Classroom.cell(room.graded("mark-in-grade-cell", "hw1", START), GRADE);
    assertThat(Classroom.text(grade)).isEqualTo("check(\"00.1\", MyCentre::new).points()");
  }

  @Test
  void duplicatedAndRemovedGradeCellsChangeNoMark() {
    assertMarks(8, "duplicated", "removed");
    assertMarks(0, "removed-and-unsolved");
  }

  @Test
  void aRestoredCellIsJavaAndNoPythonComment() {
    JsonObject grade = Classroom.cell(room.graded("removed", "hw1", START), GRADE);
    assertThat(Classroom.text(grade)).isEqualTo("check(\"00.1\", MyCentre::new).points()");
  }

  @Test
  void strangeMetadataNeitherCostsNorEndsAnything() {
    assertMarks(8, "old-schema", "new-schema", "strange-marks", "strange-points");
    assertMarks(8, "graded-solution", "other-kernel");
  }

  @Test
  void whatIsNoNotebookIsZeroAndSaysSo() throws IOException {
    assertMarks(0, "no-notebook", "half-a-notebook", "other-name");
    assertThat(room.feedback("half-a-notebook", "hw1", START))
        .contains("no notebook that can be read");
  }

  @Test
  void aLinkToTheSolutionIsNotFollowed() {
    assertMarks(0, "linked");
    assertThat(collected).contains("Not collected, because it is a link");
    assertThat(room.folder().resolve("submitted/liz/hw1/" + START + ".ipynb")).doesNotExist();
  }

  @Test
  void aNameThatIsAFormulaIsNotCollected() {
    assertThat(collected).contains("Not collected, because no learner is called so: '=1+1");
    assertThat(first.keySet()).noneMatch(learner -> learner.startsWith("="));
  }

  @Test
  void theFolderOfTheClassIsTheInstructorsAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(room.folder())))
        .isEqualTo("rwx------");
  }

  @Test
  void inALearnersKernelTheGradeCellIsAPlainNumber() {
    Path executed = Project.here().solutions().resolve(START + ".ipynb");
    JsonArray outputs = Classroom.cell(Classroom.read(executed), GRADE).getAsJsonArray("outputs");
    assertThat(outputs.toString()).contains("\"text/plain\":[\"8.0\"]");
  }

  @Test
  void theReleaseHasStubsThatCompileAndNoSolutions() throws IOException {
    String stub = Classroom.text(Classroom.cell(room.released("hw1", XOR), "exercise-08-2"));
    assertThat(stub).contains("throw new Todo(\"08.2\");").doesNotContain("YOUR CODE HERE");
    String solution = Classroom.text(Classroom.cell(room.source("hw1", XOR), "exercise-08-2"));
    assertThat(solution).contains("delta1", "// BEGIN SOLUTION");
    for (String part : List.of("release", "exchange/my-class/outbound")) {
      assertThat(room.texts(part))
          .isNotEmpty()
          .allSatisfy(text -> assertThat(text).doesNotContain("delta1", "SOLUTION", "](../"));
    }
  }

  @Test
  void nobodySeesTheSeedOrTheInputsOfHiddenTests() throws IOException {
    String seed = Files.readString(room.folder().resolve("grading/seed.txt")).strip();
    assertThat(room.feedback("wrong", "hw1", START))
        .contains(
            "works for any numbers", "This is a hidden test: its inputs and values are not shown");
    for (String part : List.of("release", "autograded", "feedback", "exchange")) {
      assertThat(room.texts(part))
          .isNotEmpty()
          .allSatisfy(text -> assertThat(text).doesNotContain(seed, "@Hidden"));
    }
    JsonObject grade = Classroom.cell(room.graded("wrong", "hw1", START), GRADE);
    String report = grade.getAsJsonArray("outputs").toString();
    assertThat(report.substring(report.indexOf("<h3>works for any numbers")))
        .doesNotContain("tried", "expected", "Hint");
  }

  @Test
  void feedbackTellsWhatWasTriedExpectedAndGot() throws IOException {
    assertThat(room.feedback("wrong", "hw1", START))
        .contains("1 of 8 points", "centre([1, 2, 6])", "[-2, -1, 3]", "You added the mean");
    assertThat(room.texts("exchange/my-class/feedback"))
        .as("of ada, who submitted there")
        .hasSize(2);
  }

  @Test
  void aScriptInASubmissionDoesNotRunInTheFeedback() throws IOException {
    assertMarks(8, "script");
    assertThat(room.feedback("script", "hw1", START))
        .contains("&lt;script&gt;alert")
        .doesNotContain("<script>alert", "onerror=");
  }

  @Test
  void theMarkOfACellIsAPlainNumber() {
    for (String learner : List.of("right", "wrong", "removed")) {
      JsonArray outputs =
          Classroom.cell(room.graded(learner, "hw1", START), GRADE).getAsJsonArray("outputs");
      JsonObject result = outputs.get(outputs.size() - 1).getAsJsonObject();
      assertThat(result.get("output_type").getAsString()).isEqualTo("execute_result");
      JsonElement text = result.getAsJsonObject("data").get("text/plain");
      String mark =
          text.isJsonArray() ? text.getAsJsonArray().get(0).getAsString() : text.getAsString();
      assertThat(Double.valueOf(mark)).isEqualTo(first.get(learner));
    }
  }

  @Test
  void belowTheIsolationAskedNothingIsGraded() {
    Program.Result result =
        Classroom.nbgrader(
            room.folder(),
            "autograde",
            "hw2",
            "--force",
            "--student=kim",
            "--Verdicts.isolation=L0");
    assertThat(result.succeeded()).isFalse();
    assertThat(result.text()).contains("isolation L0", "the course's grader ended");
    assertThat(room.folder().resolve("autograded/kim/hw2/" + LOOP + ".ipynb")).doesNotExist();
  }

  @Test
  void aCellThatIsMarkedButOfNoExerciseIsNotReleased() throws IOException {
    JsonObject notebook = room.source("hw2", LOOP);
    Tricks.ownCell(notebook, "grade-10-1");
    Path place = Files.createDirectories(room.folder().resolve("source/hw3"));
    Files.writeString(place.resolve(LOOP + ".ipynb"), notebook.toString());
    Program.Result result = Classroom.nbgrader(room.folder(), "generate_assignment", "hw3");
    assertThat(result.succeeded()).isFalse();
    assertThat(result.text()).contains("the autograded cell 'bonus' is of no exercise");
  }

  @Test
  void anAssignmentThatIsThereIsNotOverwritten() {
    var said = new StringWriter();
    int exit =
        new CommandLine(new HomeworkCommand())
            .setErr(new PrintWriter(said))
            .execute("create", room.folder().toString(), "hw1=10");
    assertThat(exit).isNotZero();
    assertThat(said.toString()).contains("there is an assignment hw1 already");
  }

  private void assertMarks(double mark, String... learners) {
    for (String learner : learners) {
      assertThat(first.get(learner)).as(learner).isEqualTo(mark);
    }
  }
}
