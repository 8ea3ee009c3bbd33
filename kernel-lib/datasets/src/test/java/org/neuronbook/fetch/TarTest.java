package org.neuronbook.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TarTest {
  private static final byte[] SHORT = {1, 2, 3};
  private static final byte[] BLOCK = Samples.noise(512, 1);
  private static final byte[] LONG = Samples.noise(5000, 2);

  private static Map<String, byte[]> read(byte[] archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Tar.read(
        new ByteArrayInputStream(archive),
        (name, content) -> files.put(name, content.readAllBytes()));
    return files;
  }

  @Test
  void readsFilesOfAnyLengthInOrder() throws IOException {
    Map<String, byte[]> files =
        read(
            Samples.tar(
                Samples.tarEntry("", "a", '0', SHORT),
                Samples.tarEntry("", "empty", '0', new byte[0]),
                Samples.tarEntry("", "b", '0', BLOCK),
                Samples.tarEntry("", "c", '0', LONG)));
    assertThat(files.keySet()).containsExactly("a", "empty", "b", "c");
    assertThat(files.get("a")).isEqualTo(SHORT);
    assertThat(files.get("empty")).isEmpty();
    assertThat(files.get("b")).isEqualTo(BLOCK);
    assertThat(files.get("c")).isEqualTo(LONG);
  }

  @Test
  void putsThePrefixInFrontOfTheName() throws IOException {
    assertThat(read(Samples.tar(Samples.tarEntry("package/data", "a", '0', SHORT))))
        .containsOnlyKeys("package/data/a");
  }

  @Test
  void skipsWhatIsNotAFile() throws IOException {
    assertThat(
            read(
                Samples.tar(
                    Samples.tarEntry("", "directory/", '5', new byte[0]),
                    Samples.tarEntry("", "attributes", 'x', LONG),
                    Samples.tarEntry("", "a", '0', SHORT))))
        .containsOnlyKeys("a");
  }

  @Test
  void skipsWhatTheVisitorLeavesUnread() throws IOException {
    byte[] archive =
        Samples.tar(Samples.tarEntry("", "a", '0', LONG), Samples.tarEntry("", "b", '0', SHORT));
    var last = new String[1];
    Tar.read(new ByteArrayInputStream(archive), (name, content) -> last[0] = name + content.read());
    assertThat(last[0]).isEqualTo("b1");
  }

  @Test
  void refusesAnArchiveThatWasCutOff() throws IOException {
    byte[] whole = Samples.tar(Samples.tarEntry("", "a", '0', SHORT));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, 1024 + 100)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it was cut off");
  }

  @Test
  void refusesADamagedHeader() throws IOException {
    byte[] archive = Samples.tar(Samples.tarEntry("", "a", '0', SHORT));
    archive[0] ^= 1;
    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a header's checksum is wrong");
  }
}
