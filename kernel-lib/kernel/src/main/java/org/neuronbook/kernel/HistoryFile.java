package org.neuronbook.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.sqlite.SQLiteConfig;

/**
 * History in an SQLite file that all kernels of a user share. It is open only while it is read or
 * written. Each kernel is a session with a number of its own; {@value #MAX_CELLS} cells are kept.
 */
final class HistoryFile {
  static final int MAX_CELLS = 10_000;

  /** Longer cells and outputs are kept up to here. */
  static final int MAX_TEXT = 20_000;

  private static final int PATIENCE_MILLIS = 2_000;
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS session (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            began TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
          ) STRICT""",
          """
          CREATE TABLE IF NOT EXISTS cell (
            id INTEGER PRIMARY KEY,
            session INTEGER NOT NULL,
            line INTEGER NOT NULL,
            input TEXT NOT NULL,
            output TEXT NOT NULL
          ) STRICT""");
  private static final String COLUMNS = "SELECT session, line, input, output FROM cell ";

  private final Path path;

  HistoryFile(Path path) {
    this.path = path;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private interface Use<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Begins a session and returns its number. */
  int beginSession() throws IOException, SQLException {
    Files.createDirectories(path.getParent());
    return use(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
              statement.execute(table);
            }
            statement.execute("INSERT INTO session DEFAULT VALUES");
            statement.execute(
                "DELETE FROM cell WHERE id <= (SELECT max(id) FROM cell) - " + MAX_CELLS);
            try (ResultSet row = statement.executeQuery("SELECT last_insert_rowid()")) {
              return row.getInt(1);
            }
          }
        });
  }

  void add(List<HistoryEntry> entries) throws SQLException {
    use(
        connection -> {
          connection.setAutoCommit(false);
          String add = "INSERT INTO cell (session, line, input, output) VALUES (?, ?, ?, ?)";
          try (PreparedStatement statement = connection.prepareStatement(add)) {
            for (HistoryEntry each : entries) {
              statement.setInt(1, each.getSession());
              statement.setInt(2, each.getCellNumber());
              statement.setString(3, cut(each.getInput()));
              statement.setString(4, cut(each.getOutput()));
              statement.addBatch();
            }
            statement.executeBatch();
          }
          connection.commit();
          return null;
        });
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  /** The last {@code length} cells of the sessions before, oldest first. */
  List<HistoryEntry> tail(int session, int length) throws SQLException {
    return read(
        "WHERE session <> ? ORDER BY id DESC LIMIT ?", session, length <= 0 ? MAX_CELLS : length);
  }

  List<HistoryEntry> session(int session) throws SQLException {
    return read("WHERE session = ? ORDER BY id DESC LIMIT ?", session, MAX_CELLS);
  }

  /** The number of the session that is {@code back} sessions before ours, or 0. */
  int sessionBefore(int session, int back) throws SQLException {
    String query =
        "SELECT number FROM session WHERE number < ? ORDER BY number DESC LIMIT 1 OFFSET ?";
    return use(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, session);
            statement.setInt(2, back - 1);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? row.getInt(1) : 0;
            }
          }
        });
  }

  private List<HistoryEntry> read(String where, int first, int second) throws SQLException {
    return use(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(COLUMNS + where)) {
            statement.setInt(1, first);
            statement.setInt(2, second);
            try (ResultSet row = statement.executeQuery()) {
              List<HistoryEntry> entries = new ArrayList<>();
              while (row.next()) {
                entries.add(
                    new HistoryEntry(
                        row.getInt(1), row.getInt(2), row.getString(3), row.getString(4)));
              }
              Collections.reverse(entries);
              return entries;
            }
          }
        });
  }

  private <T> T use(Use<T> use) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MILLIS);
    // A power cut may lose the last cells; a cell must not wait for the disk.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + path)) {
      return use.with(connection);
    }
  }
}
