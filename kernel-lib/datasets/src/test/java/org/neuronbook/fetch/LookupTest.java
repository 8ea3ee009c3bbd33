package org.neuronbook.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupTest {
  private static final byte[] ONE = Samples.noise(100, 1);
  private static final byte[] TWO = Samples.noise(100, 2);
  private static final DataFile FILE_ONE = Samples.file("set/one", ONE);
  private static final DataFile FILE_TWO = Samples.file("set/two", TWO);

  @TempDir Path directory;
  private final Samples.Recorder recorder = new Samples.Recorder();
  private final List<String> asked = new ArrayList<>();
  private Lookup lookup;

  @BeforeEach
  void open() {
    lookup = lookup(directory.resolve("cache"), false);
  }

  private Lookup lookup(Path cache, boolean offline) {
    var result = new Lookup(new Store(cache), name -> Optional.empty(), Samples.PATIENT, offline);
    result.setListener(recorder);
    return result;
  }

  /** An origin that brings some of the files as it has them, and then fails if it is told to. */
  private Origin origin(String name, String failure, byte[]... contents) {
    return new Origin() {
      @Override
      public String describe() {
        return name;
      }

      @Override
      public void fetch(List<DataFile> missing, Fetching fetching)
          throws IOException, InterruptedException {
        asked.add(name + " for " + missing.stream().map(DataFile::simpleName).toList());
        for (int i = 0; i < contents.length; i++) {
          fetching
              .store()
              .put(
                  missing.get(i), new ByteArrayInputStream(contents[i]), name, fetching.listener());
        }
        if ("interrupted".equals(failure)) {
          throw new InterruptedException();
        }
        if (failure != null) {
          throw new IOException(failure);
        }
      }
    };
  }

  private static DataFiles set(Origin... origins) {
    return new DataFiles("Set", List.of(FILE_ONE, FILE_TWO), List.of(origins));
  }

  @Test
  void takesTheFirstOriginThatHasTheFiles() {
    DataFiles wanted =
        set(origin("a", "no network"), origin("b", null, ONE, TWO), origin("c", null, ONE, TWO));
    assertThat(lookup.find(wanted)).isEqualTo(new Lookup.Result(true, "from b"));
    assertThat(asked).containsExactly("a for [one, two]", "b for [one, two]");
  }

  @Test
  void asksNobodyForWhatIsInTheCache() {
    lookup.find(set(origin("a", null, ONE, TWO)));
    asked.clear();
    assertThat(lookup.find(set(origin("a", null, ONE, TWO))))
        .isEqualTo(new Lookup.Result(true, "from the cache"));
    assertThat(asked).isEmpty();
  }

  @Test
  void asksTheNextOriginOnlyForWhatIsStillMissing() {
    DataFiles wanted = set(origin("a", "broke off", ONE), origin("b", null, TWO));
    assertThat(lookup.find(wanted).complete()).isTrue();
    assertThat(asked).containsExactly("a for [one, two]", "b for [two]");
  }

  @Test
  void givesTheReasonOfEveryOriginWhenAllFail() {
    DataFiles wanted = set(origin("a", "no network"), origin("b", "status 404"));
    assertThat(lookup.find(wanted))
        .isEqualTo(new Lookup.Result(false, "a: no network; b: status 404"));
  }

  @Test
  void doesNotAskAFailedOriginTwiceInASession() {
    DataFiles wanted = set(origin("a", "no network"));
    lookup.find(wanted);
    assertThat(lookup.find(wanted)).isEqualTo(new Lookup.Result(false, "a: no network"));
    assertThat(asked).hasSize(1);
  }

  @Test
  void asksAFailedOriginAgainWhenTold() {
    DataFiles wanted = set(origin("a", "no network"));
    lookup.find(wanted);
    lookup.forgetFailures();
    lookup.find(wanted);
    assertThat(asked).hasSize(2);
  }

  @Test
  void aWrongFileOfOneOriginIsFetchedFromTheNext() {
    DataFiles wanted = set(origin("a", null, TWO, TWO), origin("b", null, ONE, TWO));
    assertThat(lookup.find(wanted).sentence()).isEqualTo("from b");
    assertThat(lookup.store().has(FILE_ONE)).isTrue();
  }

  @Test
  void fetchesADamagedFileAgainAndSaysSo() throws IOException {
    lookup.find(set(origin("a", null, ONE, TWO)));
    Files.write(lookup.store().path(FILE_ONE), new byte[] {1});
    assertThat(lookup.find(set(origin("b", null, ONE))))
        .isEqualTo(new Lookup.Result(true, "from b"));
    assertThat(recorder.notes)
        .contains("Set: the copy of one in the cache is damaged and is not used");
  }

  @Test
  void asksNobodyWhenDownloadsAreSwitchedOff() {
    assertThat(lookup(directory.resolve("cache"), true).find(set(origin("a", null, ONE, TWO))))
        .isEqualTo(new Lookup.Result(false, "downloads are switched off"));
    assertThat(asked).isEmpty();
  }

  @Test
  void usesTheCacheWhenDownloadsAreSwitchedOff() {
    lookup.find(set(origin("a", null, ONE, TWO)));
    assertThat(lookup(directory.resolve("cache"), true).find(set()).complete()).isTrue();
  }

  @Test
  void explainsACacheThatCannotBeWritten() throws IOException {
    Path occupied = Files.createFile(directory.resolve("occupied")).resolve("cache");
    assertThat(lookup(occupied, false).find(set(origin("a", null, ONE, TWO))).complete()).isTrue();
    assertThat(recorder.notes.get(0))
        .startsWith("the cache directory " + occupied + " cannot be written (")
        .contains("Set is kept in memory and is gone with this session")
        .contains("NEURONBOOK_CACHE");
  }

  @Test
  void interruptionEndsTheLookupAndStaysVisible() {
    DataFiles wanted = set(origin("a", "interrupted"), origin("b", null, ONE, TWO));
    assertThatThrownBy(() -> lookup.find(wanted))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("Set: the download was interrupted");
    assertThat(Thread.interrupted()).as("the thread's interrupted flag").isTrue();
    assertThat(asked).as("no other origin is asked").hasSize(1);
  }

  @Test
  void anInterruptedOriginIsAskedAgain() {
    assertThatThrownBy(() -> lookup.find(set(origin("a", "interrupted"))))
        .isInstanceOf(CancellationException.class);
    Thread.interrupted();
    assertThat(lookup.find(set(origin("a", null, ONE, TWO))).complete()).isTrue();
  }

  @Test
  void saysWhatItFetches() {
    lookup.find(set(origin("a", null, ONE, TWO)));
    assertThat(recorder.notes).containsExactly("Set: fetching a");
  }
}
