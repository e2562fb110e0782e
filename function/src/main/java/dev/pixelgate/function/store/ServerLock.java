package dev.pixelgate.function.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * That this process is the server of a data folder: {@code server.lock}, which is locked as long as
 * it lives, however it ends. Commands do not ask for it.
 */
public final class ServerLock implements AutoCloseable {
  private static final int LONGEST_ID = 20;

  private final FileChannel file;

  private ServerLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the folder, which is made when there is none. Blocking, for a moment.
   *
   * @throws StoreException when another server has it, or it cannot be written to
   */
  public static ServerLock take(Path data) {
    try {
      Files.createDirectories(data);
      FileChannel file =
          FileChannel.open(
              data.resolve("server.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!isLocked(file)) {
        String other = read(file);
        file.close();
        throw new StoreException(
            ("the data folder %s has a server already (process %s): end that one, give this one"
                    + " another folder (data), or let both use one PostgreSQL (store.url)")
                .formatted(data, other));
      }
      file.truncate(0);
      file.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
      return new ServerLock(file);
    } catch (IOException e) {
      throw new StoreException(FolderProblem.of(data, e), e);
    }
  }

  /** The other one may be in this process too. */
  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String read(FileChannel file) throws IOException {
    ByteBuffer id = ByteBuffer.allocate(LONGEST_ID);
    file.read(id, 0);
    return StandardCharsets.US_ASCII.decode(id.flip()).toString();
  }

  /** Gives the folder back; the file stays, since somebody may be waiting for it. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
