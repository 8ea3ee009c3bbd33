package org.neuronbook.course.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CourseMainTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsHelpWhenNothingIsSaid() {
    assertThat(course()).isZero();
    assertThat(out.toString())
        .contains("lab")
        .contains("test")
        .contains("doctor")
        .contains("./course lab");
  }

  @Test
  void suggestsTheNearestCommand() {
    assertThat(course("lba")).isEqualTo(2);
    assertThat(err.toString()).contains("no command 'lba'").contains("Did you mean: ./course lab");

    course("docter");
    assertThat(err.toString()).contains("./course doctor");
  }

  @Test
  void doesNotSuggestWhatIsFarAway() {
    course("quantum");

    assertThat(err.toString()).contains("no command 'quantum'").doesNotContain("Did you mean");
  }

  @Test
  void suggestsTheNearestOption() {
    assertThat(course("lab", "--no-brwser")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--no-brwser")
        .contains("--no-browser")
        .contains("./course help lab");
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    course("lab", "--port", "many");

    assertThat(err.toString()).contains("many").contains("--port").doesNotContain("\tat ");
  }

  @Test
  void tellsAKnownProblemWithItsHint() {
    int exit =
        fail(
            () -> {
              throw new CourseException("The moon is not full.", "Wait a week.");
            });

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("course: The moon is not full.", "  -> Wait a week.");
  }

  @Test
  void putsTheStackTraceOfASurpriseIntoAFile() {
    int exit =
        fail(
            () -> {
              throw new IllegalStateException("out of cheese");
            });

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .contains("IllegalStateException: out of cheese")
        .contains("course-error.log")
        .doesNotContain("\tat ");
    assertThat(folder.resolve(".cache/course-error.log"))
        .content()
        .contains("out of cheese")
        .contains("\tat ");
  }

  @Test
  void countsTheLettersThatDiffer() {
    assertThat(DidYouMean.distance("lab", "lab")).isZero();
    assertThat(DidYouMean.distance("", "lab")).isEqualTo(3);
    assertThat(DidYouMean.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void buildsTheModulesThatAChosenOneNeeds() {
    List<String> words =
        TestCommand.maven(new Project(folder), List.of("-pl", "kernel-lib/nn", "-Dtest=ShapeTest"));

    assertThat(words)
        .containsSequence("verify", "-pl", "kernel-lib/nn", "-Dtest=ShapeTest")
        .contains("--also-make");
    assertThat(TestCommand.maven(new Project(folder), List.of())).doesNotContain("--also-make");
  }

  @Test
  void fetchesThePeersOfTheBenchmarksOnlyForTheBenchmarks() {
    List<String> words = BenchCommand.maven(new Project(folder));

    assertThat(words)
        .containsSequence("-Pbench", "-pl", "kernel-lib/bench", "--also-make")
        .endsWith("package");
    assertThat(TestCommand.maven(new Project(folder), List.of())).doesNotContain("-Pbench");
  }

  @Test
  void measuresWithTheFlagsOfTheTests() throws IOException {
    String pom = Files.readString(Project.here().root().resolve("pom.xml"));

    assertThat(BenchCommand.flags(pom)).containsSequence("--add-modules", "jdk.incubator.vector");
  }

  @Test
  void saysWhereThePeersOfTheBenchmarksRun() {
    assertThatThrownBy(() -> BenchCommand.requireNatives("Mac OS X", "aarch64", ""))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("Linux and x86-64 only; this is Mac OS X on aarch64");
    assertThatCode(
            () -> {
              BenchCommand.requireNatives("Linux", "amd64", "");
              BenchCommand.requireNatives("Mac OS X", "aarch64", "ejml");
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aNumberOfSecondsIsANumber() {
    assertThat(course("bench", "--seconds", "long")).isEqualTo(2);
    assertThat(err.toString()).contains("--seconds").contains("long").contains("help bench");
  }

  private int course(String... words) {
    return line().execute(words);
  }

  private int fail(Callable<Integer> work) {
    CommandLine line = line();
    line.addSubcommand("fail", new Failing(work));
    return line.setExecutionExceptionHandler(line.getExecutionExceptionHandler())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("fail");
  }

  private CommandLine line() {
    return CourseMain.commandLine(new Project(folder))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  @Command(name = "fail")
  private record Failing(Callable<Integer> work) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return work.call();
    }
  }
}
