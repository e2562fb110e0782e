package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.function.store.FolderProblem;
import dev.pixelgate.function.store.ServerLock;
import dev.pixelgate.function.store.StoreException;
import dev.pixelgate.function.store.StoreUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The data folder in a server's hands. With SQLite it is this server's alone; what several do to
 * the pictures in one folder does no harm.
 */
record DataFolder(Optional<ServerLock> lock, Spool spool) implements AutoCloseable {
  /**
   * Takes it. Blocking, for a moment.
   *
   * @throws StoreException when another server has it
   * @throws IOException when it cannot be used, with a message for people
   */
  static DataFolder take(Configuration configuration) throws IOException {
    Path data = configuration.data();
    Optional<ServerLock> lock =
        configuration.store().equals(StoreUrl.SQLITE)
            ? Optional.of(ServerLock.take(data))
            : Optional.empty();
    try {
      return new DataFolder(lock, Spool.open(data));
    } catch (IOException e) {
      if (lock.isPresent()) {
        lock.get().close();
      }
      throw new IOException(FolderProblem.of(data, e), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      spool.close();
    } finally {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }
}
