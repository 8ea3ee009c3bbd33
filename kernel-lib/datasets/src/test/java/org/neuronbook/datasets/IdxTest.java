package org.neuronbook.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.data.DataException;

class IdxTest {
  private static final byte[] SIX = {0, 1, 2, 3, (byte) 200, (byte) 255};

  private static Idx read(byte[] file) throws IOException {
    return Idx.read(new ByteArrayInputStream(file), "the test");
  }

  @Test
  void readsDimensionsAndElements() throws IOException {
    Idx idx = read(IdxWriter.idx(SIX, 2, 3));
    assertThat(idx.dimensions()).containsExactly(2, 3);
    assertThat(idx.rank()).isEqualTo(2);
    assertThat(idx.count()).isEqualTo(2);
    assertThat(idx.width()).isEqualTo(3);
  }

  @Test
  void readsBytesAsUnsigned() throws IOException {
    Idx idx = read(IdxWriter.idx(SIX, 2, 3));
    assertThat(idx.element(4)).isEqualTo(200);
    assertThat(idx.toLabels()).containsExactly(0, 1, 2, 3, 200, 255);
  }

  @Test
  void readsGzippedFilesWhateverTheirName(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("plain-name"), IdxWriter.gzip(IdxWriter.idx(SIX, 6)));
    assertThat(Idx.read(file).dimensions()).containsExactly(6);
  }

  @Test
  void refusesAFileThatIsNotIdx() {
    assertThatThrownBy(() -> read("<html>sign in to this network</html>".getBytes()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "IDX: expected a file that starts with two zero bytes, found 0x3c68746d, in the test; this is not an IDX file");
  }

  @Test
  void namesTheElementTypeItCannotRead() {
    assertThatThrownBy(() -> read(IdxWriter.withMagic(0x0d01, SIX, 6)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "expected element type 0x08 (unsigned byte), found 0x0d (32-bit float), in the test");
  }

  @Test
  void refusesAFileWithoutDimensions() {
    assertThatThrownBy(() -> read(IdxWriter.withMagic(0x0800, SIX)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected at least one dimension");
  }

  @Test
  void refusesNegativeDimensions() {
    assertThatThrownBy(() -> read(IdxWriter.idx(SIX, 2, -3)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected positive dimensions")
        .hasMessageContaining("(2, -3)");
  }

  @Test
  void refusesDimensionsWhoseProductOverflows() {
    assertThatThrownBy(() -> read(IdxWriter.idx(SIX, 65536, 65536)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("(65536, 65536)");
  }

  @Test
  void refusesAFileThatWasCutOff() {
    assertThatThrownBy(() -> read(IdxWriter.idx(Arrays.copyOf(SIX, 4), 2, 3)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "IDX: expected 6 elements of shape (2, 3), found 4, in the test; the file was cut off: download it again");
  }

  @Test
  void refusesAHeaderThatPromisesGigabytesWithoutReservingThem() {
    assertThatThrownBy(() -> read(IdxWriter.idx(SIX, 2_000_000_000)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found 6, in the test");
  }

  @Test
  void refusesAFileCutOffInItsHeader() {
    assertThatThrownBy(() -> read(new byte[] {0, 0, 8}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the file ends too early, in the test");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> read(new byte[0]))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the file ends too early");
  }

  @Test
  void refusesBytesAfterTheLastElement() {
    assertThatThrownBy(() -> read(IdxWriter.idx(SIX, 5)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "expected the end of the file after 5 elements of shape (5), found more bytes");
  }

  @Test
  void refusesAGzippedFileThatWasCutOff() throws IOException {
    byte[] whole = IdxWriter.gzip(IdxWriter.idx(SIX, 6));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 6)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("it was cut off: download it again");
  }

  @Test
  void refusesAGzippedFileWithADamagedByte() throws IOException {
    byte[] damaged = IdxWriter.gzip(IdxWriter.idx(SIX, 6));
    damaged[damaged.length - 6] ^= 1;
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the gzipped content is damaged");
  }
}
