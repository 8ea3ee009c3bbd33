package org.neuronbook.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final byte[] RIGHT = Samples.noise(100_000, 1);
  private static final DataFile FILE = Samples.file("set/part", RIGHT);

  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = new Store(directory);
  }

  private void put(byte[] content) throws IOException {
    store.put(FILE, new ByteArrayInputStream(content), "the test", DataListener.SILENT);
  }

  private static byte[] damaged() {
    byte[] wrong = RIGHT.clone();
    wrong[50_000] ^= 1;
    return wrong;
  }

  private byte[] stored() throws IOException {
    try (InputStream in = store.open(FILE)) {
      return in.readAllBytes();
    }
  }

  private Stream<Path> files() throws IOException {
    return Files.walk(directory).filter(Files::isRegularFile);
  }

  @Test
  void hasNothingAtFirst() {
    assertThat(store.has(FILE)).isFalse();
  }

  @Test
  void givesBackWhatWasPut() throws IOException {
    put(RIGHT);
    assertThat(store.has(FILE)).isTrue();
    assertThat(stored()).isEqualTo(RIGHT);
  }

  @Test
  void anotherSessionFindsTheFile() throws IOException {
    put(RIGHT);
    assertThat(new Store(directory).has(FILE)).isTrue();
  }

  @Test
  void refusesAFileOfAnotherHash() throws IOException {
    assertThatThrownBy(() -> put(damaged()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "part from the test: expected SHA-256 %s, got %s: it is damaged or another file, and is refused",
            FILE.sha256(), Samples.sha256(damaged()));
    assertThat(store.has(FILE)).isFalse();
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesAFileThatWasCutOff() {
    assertThatThrownBy(() -> put(Arrays.copyOf(RIGHT, 99_999)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "part from the test: expected 100000 bytes, got 99999: it was cut off and is refused");
    assertThat(store.has(FILE)).isFalse();
  }

  @Test
  void refusesAFileThatIsTooLong() {
    assertThatThrownBy(() -> put(Arrays.copyOf(RIGHT, 100_001)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected 100000 bytes, got more");
    assertThat(store.has(FILE)).isFalse();
  }

  @Test
  void aRefusedFileNeverReplacesAGoodOne() throws IOException {
    put(RIGHT);
    for (byte[] wrong : new byte[][] {damaged(), new byte[0], Arrays.copyOf(RIGHT, 100_001)}) {
      assertThatThrownBy(() -> put(wrong)).isInstanceOf(IOException.class);
      assertThat(stored()).isEqualTo(RIGHT);
    }
    assertThat(files()).containsExactly(store.path(FILE));
  }

  @Test
  void aDownloadThatBreaksOffLeavesTheGoodFile() throws IOException {
    put(RIGHT);
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };
    assertThatThrownBy(() -> store.put(FILE, breaking, "the test", DataListener.SILENT))
        .hasMessage("connection reset");
    assertThat(stored()).isEqualTo(RIGHT);
    assertThat(files()).containsExactly(store.path(FILE));
  }

  @Test
  void doesNotTrustAFileThatWasDamagedInTheCache() throws IOException {
    put(RIGHT);
    Files.write(store.path(FILE), damaged());
    assertThat(store.has(FILE)).isFalse();
    assertThat(store.isPresent(FILE)).isTrue();
  }

  @Test
  void replacesADamagedFile() throws IOException {
    Files.createDirectories(store.path(FILE).getParent());
    Files.write(store.path(FILE), damaged());
    put(RIGHT);
    assertThat(store.has(FILE)).isTrue();
  }

  @Test
  void reportsBytesDoneOfBytesInAll() throws IOException {
    var recorder = new Samples.Recorder();
    store.put(FILE, new ByteArrayInputStream(RIGHT), "the test", recorder);
    assertThat(recorder.progress).hasSizeGreaterThan(1).endsWith("part 100000/100000");
  }

  @Test
  void stopsWhenInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> put(RIGHT)).isInstanceOf(InterruptedIOException.class);
    } finally {
      Thread.interrupted();
    }
    assertThat(store.has(FILE)).isFalse();
  }

  @Test
  void keepsFilesInMemoryWhereItCannotWrite() throws IOException {
    // A file where the directory should be: even a superuser cannot write below it.
    store = new Store(Files.createFile(directory.resolve("occupied")).resolve("cache"));
    put(RIGHT);
    assertThat(store.obstacle()).isPresent();
    assertThat(store.has(FILE)).isTrue();
    assertThat(stored()).isEqualTo(RIGHT);
  }

  @Test
  void refusesWrongFilesInMemoryToo() throws IOException {
    store = new Store(Files.createFile(directory.resolve("occupied")).resolve("cache"));
    assertThatThrownBy(() -> put(damaged()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is refused");
    assertThat(store.has(FILE)).isFalse();
  }

  @Test
  void hasNoObstacleWhereItCanWrite() {
    assertThat(store.obstacle()).isEmpty();
  }
}
