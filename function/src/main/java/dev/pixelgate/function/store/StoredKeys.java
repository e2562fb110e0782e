package dev.pixelgate.function.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The good keys of a store, looked at again and again. Blocking, and for one thread at a time. */
final class StoredKeys implements AutoCloseable {
  private final ReopenedStore store;
  private @Nullable SqliteStore seen;
  private long seenVersion;

  StoredKeys(Path data) {
    this.store = new ReopenedStore(data);
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
    Optional<SqliteStore> there = store.existing();
    if (there.isEmpty()) {
      if (seen != null) {
        throw new StoreException("the store " + store.file() + " is gone");
      }
      return Optional.empty();
    }
    SqliteStore current = there.get();
    // Read before the keys: a change in between is then seen again, never missed.
    long version = current.read(StoredKeys::dataVersion);
    if (current == seen && version == seenVersion) {
      return Optional.empty();
    }
    seen = current;
    seenVersion = version;
    return Optional.of(current.read(KeyRows::keyring));
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
    store.close();
  }
}
