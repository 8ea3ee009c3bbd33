package org.neuronbook.grader.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A learner's progress in a small SQLite file. The file is open only while it is read or written,
 * so that several kernels share it, and a learner may copy or delete it at any time.
 */
public final class ProgressFile {
  /** How long another kernel may hold the file before we give up. */
  private static final int PATIENCE_MILLIS = 1000;

  /** Statement i makes a file of version i + 1 out of one of version i; 0 is an empty file. */
  private static final List<String> STEPS =
      List.of(
          """
          CREATE TABLE exercise (
            id TEXT PRIMARY KEY,
            attempts INTEGER NOT NULL,
            best REAL NOT NULL,
            first_solved TEXT
          ) STRICT""");

  private static final String ADD =
      """
      INSERT INTO exercise (id, attempts, best, first_solved) VALUES (?1, 1, ?2, ?3)
      ON CONFLICT (id) DO UPDATE SET
        attempts = attempts + (first_solved IS NULL),
        best = max(best, excluded.best),
        first_solved = coalesce(first_solved, excluded.first_solved)""";

  private final Path path;

  public ProgressFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /**
   * Writes down one check of an exercise.
   *
   * @param points the points it got
   * @param solved whether every test passed
   * @param when the time of the check
   * @throws ProgressException if it cannot be written; the file is as it was before
   */
  public void add(String exercise, double points, boolean solved, Instant when)
      throws ProgressException {
    try {
      Files.createDirectories(path.getParent());
    } catch (IOException notWritable) {
      throw new ProgressException(
          "The folder %s cannot be made (%s).".formatted(path.getParent(), notWritable),
          notWritable);
    }
    use(
        connection -> {
          try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, exercise);
            add.setDouble(2, points);
            add.setString(3, solved ? when.toString() : null);
            // One statement is a transaction by itself: written whole or not at all.
            return add.executeUpdate();
          }
        });
  }

  /**
   * All that is remembered, by the exercises' ids; empty if there is no file yet.
   *
   * @throws ProgressException if the file cannot be read
   */
  public Map<String, Tally> read() throws ProgressException {
    return Files.exists(path) ? use(ProgressFile::tallies) : Map.of();
  }

  private static Map<String, Tally> tallies(Connection connection) throws SQLException {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT id, attempts, best, first_solved FROM exercise")) {
      while (row.next()) {
        String solved = row.getString(4);
        Instant when = solved == null ? null : Instant.parse(solved);
        tallies.put(
            row.getString(1), new Tally(row.getString(1), row.getInt(2), row.getDouble(3), when));
      }
    }
    return tallies;
  }

  private interface Use<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Opens a file of the newest version. */
  private <T> T use(Use<T> use) throws ProgressException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MILLIS);
    // One wait for the disk less than usual: a check is to answer at once.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + path)) {
      if (version(connection) > STEPS.size()) {
        throw new ProgressException(
            "%s was written by a newer Neuronbook: update this one.".formatted(path), null);
      }
      if (version(connection) < STEPS.size()) {
        bringUpToDate(connection);
      }
      return use.with(connection);
    } catch (SQLException | RuntimeException | LinkageError failed) {
      throw new ProgressException(sentence(failed), failed);
    }
  }

  /** What is not committed, for whatever reason, is undone when the file is closed. */
  private static void bringUpToDate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      // Another kernel may have done it since we looked.
      for (int version = version(connection); version < STEPS.size(); version++) {
        statement.execute(STEPS.get(version));
      }
      statement.execute("PRAGMA user_version = " + STEPS.size());
      statement.execute("COMMIT");
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  private String sentence(Throwable failed) {
    if (!(failed instanceof SQLiteException sqlite)) {
      return "SQLite, which keeps it, does not work with %s (%s)."
          .formatted(path, String.valueOf(failed.getMessage()).lines().findFirst().orElse(""));
    }
    SQLiteErrorCode code = sqlite.getResultCode();
    // Extended codes have the plain one in their last byte.
    return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
      case SQLITE_NOTADB, SQLITE_CORRUPT ->
          "%s is damaged: delete it or put a copy back.".formatted(path);
      case SQLITE_ERROR -> "%s is no file of Neuronbook's: move it away.".formatted(path);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "Another program keeps %s locked: check once more.".formatted(path);
      case SQLITE_FULL -> "The disk with %s is full.".formatted(path);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_IOERR ->
          "%s cannot be opened or written (%s).".formatted(path, code.message);
      default -> "SQLite does not work with %s (%s).".formatted(path, code.message);
    };
  }
}
