package dev.pixelgate.function.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store of a data folder over a long time: opened when it is first needed, and opened again
 * when another file has taken its place. Blocking, and for one thread at a time.
 *
 * <p>SQLite is not touched before its file exists or has to: loading the driver costs more than the
 * rest of a start.
 */
final class ReopenedStore implements AutoCloseable {
  private final Path data;
  private final Path file;
  private @Nullable SqliteStore store;
  private @Nullable Object openFile;

  ReopenedStore(Path data) {
    this.data = data;
    this.file = SqliteStore.file(data);
  }

  Path file() {
    return file;
  }

  /**
   * The store; nothing when there is none.
   *
   * @throws StoreException when there is one that cannot be used
   */
  Optional<SqliteStore> existing() {
    return Files.exists(file) ? Optional.of(current()) : Optional.empty();
  }

  /**
   * The store, which is made when there is none.
   *
   * @throws StoreException when it cannot be used or made
   */
  SqliteStore made() {
    return existing().orElseGet(this::reopen);
  }

  private SqliteStore current() {
    SqliteStore current = store;
    return current != null && Objects.equals(openFile, identity()) ? current : reopen();
  }

  private SqliteStore reopen() {
    close();
    SqliteStore opened = SqliteStore.open(data);
    store = opened;
    openFile = identity();
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

  @Override
  public void close() {
    SqliteStore open = store;
    store = null;
    if (open != null) {
      open.close();
    }
  }
}
