package org.neuronbook.course.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.kernel.install.KernelFolder;

/**
 * The jar that installs the kernel by itself, for a person who has Jupyter and nothing of this
 * course: a home of its own, and Jupyter told to look nowhere but there first.
 */
class InstalledKernelTest {
  private static final Project CHECKOUT = Project.here();
  private static final Path JAR =
      CHECKOUT.root().resolve("kernel-lib/kernel/target/neuronbook-kernel.jar");
  private static final String RUN_A_CELL =
      """
      import sys
      from jupyter_client.manager import KernelManager
      manager = KernelManager(kernel_name=sys.argv[1])
      manager.start_kernel()
      client = manager.client()
      client.start_channels()
      client.wait_for_ready(timeout=120)
      client.execute_interactive(sys.argv[2], timeout=120)
      manager.shutdown_kernel()
      """;

  @TempDir private static Path home;
  private static Path folder;
  private static List<String> installed;

  @BeforeAll
  static void install() throws IOException {
    assertThat(JAR).as("built by the module kernel-lib/kernel, at package").isRegularFile();
    Path download = Files.copy(JAR, home.resolve("download.jar"));
    Program.Result result = java("-jar", download, "--install", "--name", "alone");
    assertThat(result.exit()).as(result.text()).isZero();
    installed = result.lines();
    Files.delete(download);
    folder = home.resolve("data/jupyter/kernels/alone");
  }

  @Test
  void saysInTwoLinesWhatWasDoneAndWhatIsNext() {
    assertThat(installed).hasSize(2);
    assertThat(installed.get(0)).contains(folder.toString(), System.getProperty("java.version"));
    assertThat(installed.get(1)).contains("Next: ", "jupyter lab");
  }

  @Test
  void runsInAJupyterThatKnowsOnlyItsNameWhenTheDownloadIsGone() {
    Program.Result result =
        Program.of(
                home,
                CHECKOUT.python("python"),
                "-c",
                RUN_A_CELL,
                "alone",
                "record P(int x) {}\nSystem.out.println(Stream.of(new P(41)).mapToInt(P::x).sum() + 1);")
            .with(environment())
            .run();
    assertThat(result.lines()).as(result.text()).contains("42");
  }

  @Test
  void startsWithTheArchiveThatWasMadeForIt() throws IOException {
    assertThat(sourceOfMainClass(started())).contains("shared objects file (top)");
  }

  @Test
  void startsInSilenceWithoutAnArchiveThatIsMissingStaleOrDamaged() throws IOException {
    Path archive = archive();
    Path jar = folder.resolve("neuronbook-kernel.jar");
    byte[] whole = Files.readAllBytes(archive);
    FileTime time = Files.getLastModifiedTime(jar);
    try {
      Files.delete(archive);
      assertQuietWithoutArchive("missing");
      overwrite(archive, new byte[whole.length]);
      assertQuietWithoutArchive("emptied");
      overwrite(archive, whole);
      try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
        for (long at = whole.length / 4; at < whole.length * 3L / 4; at += 101) {
          file.seek(at);
          file.write(0x5A);
        }
      }
      assertQuietWithoutArchive("damaged");
      overwrite(archive, whole);
      Files.setLastModifiedTime(jar, FileTime.fromMillis(time.toMillis() + 60_000));
      assertQuietWithoutArchive("older than the jar");
    } finally {
      Files.setLastModifiedTime(jar, time);
      overwrite(archive, whole);
    }
  }

  @Test
  void anotherInstallationKeepsTheArchivesOfOtherJavasAndDropsThoseOfOldJars() throws IOException {
    String name = archive().getFileName().toString();
    Path ofAnotherJava = folder.resolve(name.substring(0, 14) + "-00000000-0.jsa");
    Path ofOldJars = folder.resolve("start-00000000-00000000-0.jsa");
    Files.writeString(ofAnotherJava, "");
    Files.writeString(ofOldJars, "");
    Files.delete(archive());
    writeAgain();
    assertThat(ofAnotherJava).exists();
    assertThat(ofOldJars).doesNotExist();
    assertThat(sourceOfMainClass(started())).contains("shared objects file (top)");
  }

  @Test
  void anArchiveThatWasCutShortIsMadeAgain() throws IOException {
    Path archive = archive();
    byte[] whole = Files.readAllBytes(archive);
    overwrite(archive, Arrays.copyOf(whole, whole.length / 2));
    writeAgain();
    assertThat(sourceOfMainClass(started())).contains("shared objects file (top)");
  }

  /** An archive is read-only. */
  private static void overwrite(Path archive, byte[] bytes) throws IOException {
    Files.deleteIfExists(archive);
    Files.write(archive, bytes);
  }

  private static void writeAgain() throws IOException {
    Path jar = folder.resolve("neuronbook-kernel.jar");
    new KernelFolder(folder, "Alone", List.of(jar), List.of(), List.of()).write(line -> {});
  }

  @Test
  void tellsWhatIsWrongAndWhatToTypeInstead() {
    assertThat(java("-jar", JAR, "--instal").text()).contains("'--instal'", "--help");
    assertThat(java("-jar", JAR, "--install", "--name", "my kernel").text())
        .contains("'my kernel'", "--display-name");
    assertThat(java("-jar", JAR, "--install", "--prefix").text())
        .contains("--prefix needs a value");
    assertThat(java("-jar", JAR, "--uninstall", "--name", "never").text())
        .contains("no kernel of ours", "jupyter kernelspec list");
    assertThat(java("-jar", JAR, "--install", "--sys-prefix").text())
        .contains("environment is active", "--prefix DIR");
    assertThat(java("-jar", JAR).text()).contains("--install", "--uninstall");
  }

  @Test
  void installsIntoAnEnvironmentAndRemovesWhatItInstalled() throws IOException {
    Path prefix = home.resolve("environment");
    Path kernel = prefix.resolve("share/jupyter/kernels/mine");
    String[] words = {"--prefix", prefix.toString(), "--name", "mine"};
    assertThat(java("-jar", JAR, "--install", words[0], words[1], words[2], words[3]).exit())
        .isZero();
    assertThat(kernel.resolve("kernel.json")).exists();
    assertThat(java("-jar", JAR, "--uninstall", words[0], words[1], words[2], words[3]).exit())
        .isZero();
    assertThat(kernel).doesNotExist();
  }

  private static void assertQuietWithoutArchive(String how) throws IOException {
    List<String> command = started();
    assertThat(sourceOfMainClass(command)).as(how).doesNotContain("(top)");
    Program.Result result = Program.of(home, command.toArray()).with(environment()).run();
    assertThat(result.exit()).as(how).isZero();
    assertThat(result.lines()).as(how).singleElement().asString().startsWith("Neuronbook kernel");
  }

  /** The command of kernel.json, with --version in place of the connection. */
  private static List<String> started() throws IOException {
    JsonArray words =
        JsonParser.parseString(Files.readString(folder.resolve("kernel.json")))
            .getAsJsonObject()
            .getAsJsonArray("argv");
    List<String> command = new ArrayList<>();
    words.forEach(word -> command.add(word.getAsString()));
    command.set(command.size() - 1, "--version");
    return command;
  }

  private static String sourceOfMainClass(List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.remove("-Xlog:disable");
    words.add(1, "-Xlog:class+load");
    return Program.of(home, words.toArray()).with(environment()).run().lines().stream()
        .filter(line -> line.contains("org.neuronbook.kernel.KernelMain source:"))
        .findFirst()
        .orElse("never loaded");
  }

  private static Path archive() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsa"))
          .filter(file -> !file.toString().endsWith("-0.jsa"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no archive in " + folder));
    }
  }

  private static Program.Result java(Object... words) {
    List<Object> all = new ArrayList<>(List.of(KernelFolder.java(), "-Duser.home=" + home));
    all.addAll(List.of(words));
    return Program.of(home, all.toArray()).with(environment()).run();
  }

  private static Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : System.getenv().keySet()) {
      if (name.startsWith("JUPYTER") || List.of("VIRTUAL_ENV", "CONDA_PREFIX").contains(name)) {
        variables.put(name, null);
      }
    }
    variables.put("HOME", home.toString());
    variables.put("XDG_DATA_HOME", home.resolve("data").toString());
    return variables;
  }
}
