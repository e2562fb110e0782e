package dev.pixelgate.function.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

/**
 * One open connection to {@code pixelgate.db} in the data folder, at the current schema. Several
 * processes may have one at the same time. Blocking, and for one thread at a time.
 *
 * <p>The driver unpacks its native library into {@code java.io.tmpdir} when the first connection is
 * opened (tens of milliseconds), so nothing opens a store before it needs one.
 */
final class SqliteStore implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private final Path file;
  private final Connection connection;
  private final SqliteSession session;

  private SqliteStore(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
    this.session = new SqliteSession(file, connection);
  }

  /** Where the database of this data folder is. */
  static Path file(Path data) {
    return data.resolve("pixelgate.db");
  }

  /**
   * Opens the database, makes it when there is none, and brings its schema forward.
   *
   * @throws StoreException when it cannot be opened, is damaged, or is newer than this program
   */
  static SqliteStore open(Path data) {
    Path file = file(data);
    try {
      Files.createDirectories(data);
      return connect(file);
    } catch (IOException e) {
      throw new StoreException("the data folder " + data + " cannot be made: " + e, e);
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  /**
   * Whoever first opens a database switches it to WAL, for which SQLite takes the whole file and
   * does not wait when somebody else is doing the same: the busy time-out does not hold there.
   */
  private static SqliteStore connect(Path file) throws SQLException {
    long until = System.nanoTime() + Duration.ofMillis(BUSY_TIMEOUT_MILLIS).toNanos();
    while (true) {
      try {
        return connectOnce(file);
      } catch (SQLException e) {
        if ((e.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_BUSY.code
            || System.nanoTime() - until > 0) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
  }

  private static SqliteStore connectOnce(Path file) throws SQLException {
    Connection connection = settings().createConnection("jdbc:sqlite:" + file);
    try {
      Migrations.apply(connection, file);
      return new SqliteStore(file, connection);
    } catch (SQLException | StoreException e) {
      connection.close();
      throw e;
    }
  }

  private static SQLiteConfig settings() {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setJournalMode(JournalMode.WAL);
    // Money: what was committed outlives a power cut too.
    settings.setSynchronous(SynchronousMode.FULL);
    settings.setTransactionMode(TransactionMode.IMMEDIATE);
    settings.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    settings.enforceForeignKeys(true);
    return settings;
  }

  /** The same connection in the form that work for any database takes. */
  Session session() {
    return session;
  }

  /** Does some work with the connection, in a transaction that is undone when it throws. */
  <T> T transaction(Work<T> work) {
    try {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } finally {
        // Undoes what was not committed; after a commit there is nothing to undo.
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  /** Reads without a transaction, so that no lock is taken. */
  <T> T read(Work<T> work) {
    try {
      return work.run(connection);
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
      connection.close();
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  private static StoreException failed(Path file, SQLException e) {
    return new StoreException("the store " + file + " cannot be used: " + e.getMessage(), e);
  }

  /** Something to do with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }
}
