package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerLockTest {
  @TempDir private Path folder;

  @Test
  void oneServerHasAFolderUntilItGivesItBack() throws IOException {
    Path data = folder.resolve("new/data");
    ServerLock first = ServerLock.take(data);
    StoreException e = assertThrows(StoreException.class, () -> ServerLock.take(data));
    assertEquals(
        "the data folder %s has a server already (process %d): end that one, give this one another folder (data), or let both use one PostgreSQL (store.url)"
            .formatted(data, ProcessHandle.current().pid()),
        e.getMessage());
    first.close();
    ServerLock.take(data).close();
  }

  @Test
  void saysWhyAFolderCannotBeUsed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    StoreException e = assertThrows(StoreException.class, () -> ServerLock.take(file));
    assertEquals(
        "the data folder %s cannot be used: %s: is no folder".formatted(file, file),
        e.getMessage());
  }
}
