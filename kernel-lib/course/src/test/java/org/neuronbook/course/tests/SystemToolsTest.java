package org.neuronbook.course.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;

class SystemToolsTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private final List<String> ran = new ArrayList<>();
  private List<Tool> missing = List.of(Tool.BUBBLEWRAP, Tool.CHROMIUM);
  private boolean root = true;
  private boolean aptGet = true;
  private int exit;

  @Test
  void installsWhatIsMissingAsRootAndSaysSo() {
    provide();

    assertThat(ran)
        .containsExactly(
            "apt-get update -q",
            "apt-get install -y -q --no-install-recommends bubblewrap chromium");
    assertThat(said)
        .anyMatch(line -> line.contains("Tests need bubblewrap and Chromium: installing"))
        .anyMatch(line -> line.contains("Installed bubblewrap and Chromium"));
  }

  @Test
  void doesNothingWhereNothingIsMissing() {
    missing = List.of();

    provide();

    assertThat(ran).isEmpty();
    assertThat(said).isEmpty();
  }

  @Test
  void namesTheCommandWhereItMayNotInstall() {
    root = false;

    provide();

    assertThat(ran).isEmpty();
    assertThat(said).anyMatch(line -> line.contains(Tool.CHROMIUM.remedy()));
  }

  @Test
  void namesTheCommandWhereThereIsNoAptGet() {
    aptGet = false;

    provide();

    assertThat(ran).isEmpty();
    assertThat(said).anyMatch(line -> line.contains(Tool.BUBBLEWRAP.remedy()));
  }

  @Test
  void goesOnWhenInstallingFailsAndRepeatsWhatWasSaid() {
    exit = 100;

    provide();

    assertThat(said)
        .anyMatch(line -> line.contains("could not install"))
        .anyMatch(line -> line.contains("E: no such luck"));
  }

  @Test
  void findsAToolOnThePath() throws IOException {
    Path program = folder.resolve("bwrap");
    Files.writeString(program, "");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Tool.BUBBLEWRAP.find(folder.toString())).contains(program);
    assertThat(Tool.BUBBLEWRAP.find("")).isEmpty();
  }

  @Test
  void aTestWithoutItsToolFailsWithTheCommandThatInstallsIt() {
    Tool none =
        new Tool("Frobnicator", "nothing at all", "frob", List.of("no-such-frob"), List.of());

    assertThatThrownBy(none::require)
        .isInstanceOf(CourseException.class)
        .hasMessageContaining(
            "This test needs Frobnicator (nothing at all), which is not installed")
        .hasMessageContaining(none.remedy());
  }

  private void provide() {
    SystemTools.Machine machine =
        new SystemTools.Machine() {
          @Override
          public List<Tool> missing() {
            return missing;
          }

          @Override
          public boolean root() {
            return root;
          }

          @Override
          public boolean hasAptGet() {
            return aptGet;
          }

          @Override
          public Program.Result run(Program program) {
            ran.add(String.join(" ", program.words()));
            return new Program.Result(exit, List.of("E: no such luck"));
          }
        };
    new SystemTools(machine, Program.of(folder), said::add).provide();
  }
}
