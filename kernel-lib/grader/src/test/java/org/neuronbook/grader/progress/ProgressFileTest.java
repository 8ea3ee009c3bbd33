package org.neuronbook.grader.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressFileTest {
  private static final Instant MONDAY = Instant.parse("2026-11-16T10:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-11-17T10:00:00Z");

  @TempDir Path folder;
  private Path path;
  private ProgressFile file;

  @BeforeEach
  void namesAFileInAFolderThatIsNotThere() {
    path = folder.resolve("data of mine/neuronbook/progress.db");
    file = new ProgressFile(path);
  }

  @Test
  void remembersBestPointsAttemptsAndTheFirstSolution() throws ProgressException {
    file.add("10.1", 3, false, MONDAY);
    file.add("10.1", 2, false, MONDAY);
    file.add("10.1", 13, true, MONDAY);
    file.add("10.1", 13, true, TUESDAY);
    file.add("10.2", 0, false, TUESDAY);
    assertThat(new ProgressFile(path).read().values())
        .containsExactly(new Tally("10.1", 3, 13, MONDAY), new Tally("10.2", 1, 0, null));
  }

  @Test
  void readingMakesNoFile() throws ProgressException {
    assertThat(file.read()).isEmpty();
    assertThat(path.getParent()).doesNotExist();
  }

  @Test
  void anIdIsTextAndNeverSql() throws ProgressException {
    String id = "'; DROP TABLE exercise; --";
    file.add(id, 1, false, MONDAY);
    assertThat(file.read()).containsOnlyKeys(id);
  }

  @Test
  void aFileThatIsDeletedBeginsAnew() throws Exception {
    file.add("10.1", 13, true, MONDAY);
    Files.delete(path);
    assertThat(file.read()).isEmpty();
    file.add("10.1", 5, false, TUESDAY);
    assertThat(file.read()).containsValue(new Tally("10.1", 1, 5, null));
  }

  @Test
  void kernelsThatWriteAtTheSameTimeLoseNothing() throws Exception {
    int kernels = 4;
    int checks = 25;
    var pool = Executors.newFixedThreadPool(kernels);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < kernels; i++) {
        work.add(
            () -> {
              for (int j = 0; j < checks; j++) {
                new ProgressFile(path).add("10.1", j, false, MONDAY);
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(file.read()).containsValue(new Tally("10.1", kernels * checks, checks - 1, null));
  }

  @Test
  void aFileThatIsLockedIsASentence() throws Exception {
    file.add("10.1", 1, false, MONDAY);
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      assertThat(sentence(() -> file.add("10.1", 2, false, MONDAY)))
          .isEqualTo("Another program keeps %s locked: check once more.".formatted(path));
    }
    file.add("10.1", 3, false, MONDAY);
    assertThat(file.read()).containsValue(new Tally("10.1", 2, 3, null));
  }

  @Test
  void aDamagedFileIsASentenceAndStaysAsItIs() throws Exception {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "this was a database once".repeat(100));
    byte[] before = Files.readAllBytes(path);
    String damaged = "%s is damaged: delete it or put a copy back.".formatted(path);
    assertThat(sentence(() -> file.add("10.1", 1, true, MONDAY))).isEqualTo(damaged);
    assertThat(sentence(file::read)).isEqualTo(damaged);
    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void aFileThatIsCutOffIsASentence() throws Exception {
    file.add("10.1", 1, true, MONDAY);
    Files.write(path, java.util.Arrays.copyOf(Files.readAllBytes(path), 5000));
    assertThat(sentence(file::read)).contains("is damaged: delete it");
  }

  @Test
  void anOlderFileIsBroughtUpToDate() throws Exception {
    Files.createDirectories(path.getParent());
    Files.createFile(path);
    assertThat(file.read()).as("of a file of version 0").isEmpty();
    file.add("10.1", 13, true, MONDAY);
    assertThat(file.read()).containsKey("10.1");
  }

  @Test
  void aNewerFileIsLeftAlone() throws Exception {
    file.add("10.1", 13, true, MONDAY);
    execute("PRAGMA user_version = 1000");
    assertThat(sentence(() -> file.add("10.1", 13, true, MONDAY)))
        .isEqualTo("%s was written by a newer Neuronbook: update this one.".formatted(path));
  }

  @Test
  void aFileOfAnotherProgramIsLeftAlone() throws Exception {
    Files.createDirectories(path.getParent());
    execute("CREATE TABLE exercise (name TEXT)");
    assertThat(sentence(() -> file.add("10.1", 13, true, MONDAY)))
        .isEqualTo("%s is no file of Neuronbook's: move it away.".formatted(path));
  }

  @Test
  void aFolderThatCannotBeMadeIsASentence() throws Exception {
    Path taken = Files.writeString(folder.resolve("taken"), "");
    var inside = new ProgressFile(taken.resolve("neuronbook/progress.db"));
    assertThat(sentence(() -> inside.add("10.1", 1, true, MONDAY)))
        .startsWith("The folder %s cannot be made (".formatted(taken.resolve("neuronbook")));
  }

  @Test
  void aFileThatCannotBeOpenedIsASentence() throws Exception {
    Files.createDirectories(path);
    assertThat(sentence(() -> file.add("10.1", 1, true, MONDAY)))
        .isEqualTo(
            "%s cannot be opened or written (Unable to open the database file).".formatted(path));
  }

  private static String sentence(ThrowingCallable call) {
    return catchThrowableOfType(ProgressException.class, call).getMessage();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + path);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
