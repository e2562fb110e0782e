package dev.pixelgate.function.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The good keys of a store, looked at again and again. Blocking, and for one thread at a time.
 *
 * <p>SQLite is not touched before its file exists: loading the driver costs more than the rest of a
 * start.
 */
final class StoredKeys implements AutoCloseable {
  private final Path data;
  private final Path file;
  private @Nullable SqliteStore store;
  private boolean hadStore;
  private @Nullable Object openFile;
  private long seenVersion;

  StoredKeys(Path data) {
    this.data = data;
    this.file = SqliteStore.file(data);
  }

  /**
   * The keys, when they may have changed since the last call.
   *
   * @throws StoreException when the store cannot be used, or is gone
   */
  Optional<Keyring> changes() {
    try {
      return look();
    } catch (StoreException e) {
      close();
      throw e;
    }
  }

  private Optional<Keyring> look() {
    if (!Files.exists(file)) {
      if (hadStore) {
        throw new StoreException("the store " + file + " is gone");
      }
      return Optional.empty();
    }
    SqliteStore current = store;
    if (current == null || !Objects.equals(openFile, identity())) {
      current = reopen();
    } else if (current.read(StoredKeys::dataVersion) == seenVersion) {
      return Optional.empty();
    }
    // Read before the keys: a change in between is then seen again, never missed.
    seenVersion = current.read(StoredKeys::dataVersion);
    return Optional.of(current.read(KeyRows::keyring));
  }

  private SqliteStore reopen() {
    close();
    openFile = identity();
    SqliteStore opened = SqliteStore.open(data);
    store = opened;
    hadStore = true;
    return opened;
  }

  /** Another file under the same name, such as a restored backup, has another one. */
  private @Nullable Object identity() {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      throw new StoreException("the store " + file + " cannot be looked at: " + e, e);
    }
  }

  /** A number that changes when another connection commits. */
  private static long dataVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA data_version")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() {
    SqliteStore open = store;
    store = null;
    if (open != null) {
      open.close();
    }
  }
}
