package org.neuronbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the real script {@code course} in a small project, with JDKs and a Maven that are scripts.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has the launcher course.cmd")
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "cat", "date", "dirname", "find", "grep", "head", "ls", "mkdir", "mv", "rm", "sed", "sh",
          "uname");

  @TempDir private Path folder;
  private Path project;
  private Path path;
  private Path jdks;

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    path = Files.createDirectories(folder.resolve("bin"));
    jdks = Files.createDirectories(folder.resolve("jdks"));
    for (String tool : TOOLS) {
      script(path.resolve(tool), "exec '" + programOnPath(tool) + "' \"$@\"");
    }
    Path course = project.resolve("course");
    Files.copy(Project.here().root().resolve("course"), course);
    executable(course);
    script(
        project.resolve("mvnw"),
        "echo built >> \"$0.log\"; mkdir -p \"${0%/mvnw}/kernel-lib/course/target/lib\"");
    source("pom.xml");
    source("kernel-lib/nn/src/main/java/Tensor.java");
  }

  @Test
  void saysThatThereIsNoJavaAndWhatToInstall() {
    Program.Result result = course("lab");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text())
        .contains("no Java was found")
        .contains("sudo apt install default-jdk-headless")
        .contains("brew install")
        .contains("winget install");
  }

  @Test
  void tellsARuntimeFromAJdk() throws IOException {
    Path home = java("jre-21", "21.0.5", true);
    Files.delete(home.resolve("bin/javac"));

    Program.Result result = course("lab");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text())
        .contains("only a Java runtime (JRE 21.0.5)")
        .contains(home.resolve("bin/java") + ": Java 21.0.5");
  }

  @Test
  void takesAJdkWithoutTheShellModuleForARuntime() throws IOException {
    java("small-21", "21.0.5", false);

    assertThat(course("lab").text()).contains("only a Java runtime (JRE 21.0.5)");
  }

  @Test
  void refusesTheJdksThatMovePinnedArrays() throws IOException {
    for (String version : List.of("25", "25.0.1", "25.0.2")) {
      java("jdk", version, true);

      Program.Result result = course("lab");

      assertThat(result.exit()).as("JDK " + version).isEqualTo(1);
      assertThat(result.text())
          .contains("the only JDK that could do is " + version)
          .contains("moves arrays")
          .contains("25.0.3");
    }
  }

  @Test
  void takesTheJdkInWhichThatIsMended() throws IOException {
    java("jdk", "25.0.3", true);

    assertThat(course("lab").exit()).isZero();
  }

  @Test
  void saysThatAJavaIsTooOld() throws IOException {
    java("jdk-11", "11.0.22", true);
    java("jdk-8", "1.8.0_402", true);

    Program.Result result = course("lab");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text())
        .contains("Java 11.0.22 is too old")
        .contains("Java 1.8.0_402 is too old");
  }

  @Test
  void passesOverUnusableJavasToAGoodOne() throws IOException {
    java("a-refused", "25.0.1", true);
    java("b-old", "11.0.22", true);
    Path good = java("c-good", "17.0.9", true);

    Program.Result result = course("lab", "--port", "9000");

    assertThat(result.exit()).isZero();
    assertThat(result.lines())
        .as("the words reach the command line of the good JDK")
        .anyMatch(
            line -> line.startsWith(good + " got:") && line.endsWith("CourseMain lab --port 9000"));
  }

  @Test
  void prefersJavaHomeAndSaysSoWhenItIsOfNoUse() throws IOException {
    Path good = java("good", "21.0.5", true);
    Path preferred = java("preferred", "17.0.9", true);
    Map<String, String> named = Map.of("JAVA_HOME", preferred.toString());
    Map<String, String> wrong = Map.of("JAVA_HOME", folder.resolve("nowhere").toString());

    assertThat(run(named, "lab").text()).contains(preferred + " got:");
    assertThat(run(wrong, "lab").text())
        .contains("JAVA_HOME")
        .contains("it takes " + good)
        .contains(good + " got:");
  }

  @Test
  void buildsOnceAndAgainOnlyAfterAChange() throws IOException {
    java("jdk", "21.0.5", true);

    course("lab");
    course("lab");
    assertThat(builds()).as("builds after two runs").isEqualTo(1);

    source("kernel-lib/nn/src/main/java/Shape.java");
    course("lab");
    assertThat(builds()).as("builds after a source was added").isEqualTo(2);
  }

  @Test
  void buildsAgainAfterASourceWasDeleted() throws IOException {
    java("jdk", "21.0.5", true);
    course("lab");

    Path source = project.resolve("kernel-lib/nn/src/main/java/Tensor.java");
    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), later());
    course("lab");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void showsWhatABuildFailsOf() throws IOException {
    java("jdk", "21.0.5", true);
    script(project.resolve("mvnw"), "echo '[ERROR] Tensor.java:[3,5] cannot find symbol'; exit 1");

    Program.Result result = course("lab");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text())
        .contains("the build failed")
        .contains("Tensor.java:[3,5] cannot find symbol")
        .contains("build.log")
        .doesNotContain("got:");
  }

  @Test
  void saysThatTheFirstBuildNeedsTheNetworkAndThatMavenHasItsOwnProxy() throws IOException {
    java("jdk", "21.0.5", true);
    script(
        project.resolve("mvnw"),
        "echo '[ERROR] Could not transfer artifact a:b: Unknown host'; exit 1");

    Program.Result result = run(Map.of("HTTPS_PROXY", "http://proxy:3128"), "lab");

    assertThat(result.text())
        .contains("The first build needs the network")
        .contains("Maven does not heed it")
        .contains("-Dhttps.proxyHost=HOST");
  }

  @Test
  void letsTheDoctorRunWithTheLastGoodBuild() throws IOException {
    java("jdk", "21.0.5", true);
    course("lab");
    source("kernel-lib/nn/src/main/java/Shape.java");
    script(project.resolve("mvnw"), "exit 1");

    assertThat(course("doctor").text()).contains("the build failed").contains("CourseMain doctor");
  }

  private Program.Result course(String... words) {
    return run(Map.of(), words);
  }

  private Program.Result run(Map<String, String> variables, String... words) {
    Map<String, String> all = new HashMap<>();
    for (String name : List.of("JAVA_HOME", "HTTPS_PROXY", "https_proxy")) {
      all.put(name, null);
    }
    all.put("PATH", path.toString());
    all.put("COURSE_JDK_PLACES", jdks.toString());
    all.putAll(variables);
    return Program.of(folder, project.resolve("course")).with(List.of(words)).with(all).run();
  }

  /** Makes a JDK whose java answers what the launcher asks, and otherwise prints what it got. */
  private Path java(String name, String version, boolean hasModules) throws IOException {
    Path home = Files.createDirectories(jdks.resolve(name).resolve("bin")).getParent();
    script(
        home.resolve("bin/java"),
        "case \"$1\" in\n"
            + ("-XshowSettings:properties) echo '    java.home = "
                + home
                + "'; echo '    java.version = ")
            + (version + "' ;;\n")
            + ("--add-modules) exit " + (hasModules ? 0 : 1) + " ;;\n")
            + ("*) echo \"" + home + " got: $*\" ;;\n")
            + "esac");
    script(home.resolve("bin/javac"), "exit 0");
    return home;
  }

  private void source(String name) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    boolean built = Files.exists(project.resolve("mvnw.log"));
    FileTime time = built ? later() : FileTime.fromMillis(0);
    Files.setLastModifiedTime(file, time);
  }

  /** A time after the last build, whatever the clock of the file system counts in. */
  private static FileTime later() {
    return FileTime.fromMillis(System.currentTimeMillis() + 60_000);
  }

  private long builds() throws IOException {
    return Files.readAllLines(project.resolve("mvnw.log")).size();
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    executable(file);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path programOnPath(String name) {
    for (String place : System.getenv("PATH").split(":")) {
      Optional<Path> program = Optional.of(Path.of(place, name)).filter(Files::isExecutable);
      if (program.isPresent()) {
        return program.get();
      }
    }
    throw new AssertionError("This test needs the program " + name + " on the PATH.");
  }
}
