package dev.pixelgate.function.store;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
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

  private final Connection connection;
  private final SqliteSession session;

  private SqliteStore(String name, Connection connection) {
    this.connection = connection;
    this.session = new SqliteSession(name, connection);
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
      return connect(file.toString());
    } catch (IOException e) {
      throw new StoreException(FolderProblem.of(data, e), e);
    } catch (SQLException e) {
      throw new StoreException("the store " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** A store with nothing in it, which is gone when it is closed. */
  static SqliteStore empty() {
    try {
      return connect(":memory:");
    } catch (SQLException e) {
      throw new StoreException("SQLite cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Whoever first opens a database switches it to WAL, for which SQLite takes the whole file and
   * does not wait when somebody else is doing the same: the busy time-out does not hold there.
   */
  private static SqliteStore connect(String file) throws SQLException {
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

  private static SqliteStore connectOnce(String file) throws SQLException {
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
    // The driver would look for one after each INSERT, with a statement that it compiles anew.
    settings.setGetGeneratedKeys(false);
    return settings;
  }

  /** Does this work, or nothing of it when it fails. */
  <T> T transaction(Function<Session, Future<T>> work) {
    return within("BEGIN IMMEDIATE", work);
  }

  /** Reads at one moment's state; takes no lock that a writer would wait for. */
  <T> T read(Function<Session, Future<T>> work) {
    try {
      session.command("PRAGMA query_only = ON");
      try {
        return within("BEGIN DEFERRED", work);
      } finally {
        session.command("PRAGMA query_only = OFF");
      }
    } catch (SQLException e) {
      throw session.failure(e);
    }
  }

  /**
   * Begins and ends by statements: the driver's own transactions begin the next one with every
   * commit, which takes the lock once more.
   */
  private <T> T within(String begin, Function<Session, Future<T>> work) {
    try {
      session.command(begin);
      boolean committed = false;
      try {
        T result = session.ended(work);
        session.command("COMMIT");
        committed = true;
        return result;
      } finally {
        if (!committed) {
          session.undo();
        }
      }
    } catch (SQLException e) {
      throw session.failure(e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
      connection.close();
    } catch (SQLException e) {
      throw session.failure(e);
    }
  }
}
