package dev.pixelgate.function.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * This process's folder for unfinished files: {@code data/spool/<name>}, beside a lock file {@code
 * <name>.lock} that is locked as long as the process lives. A folder whose lock can be had belongs
 * to nobody any more. It is on the same file system as the media, so that finishing is a rename.
 */
public final class Spool implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path folder;
  private final Path lockFile;
  private final FileChannel lock;
  private final AtomicLong files = new AtomicLong();

  private Spool(Path folder, Path lockFile, FileChannel lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Makes a folder for this process. Blocking, for a moment. */
  public static Spool open(Path data) throws IOException {
    return open(data, "spool");
  }

  /** The same below {@code data/<kind>}, for files that are no more than copies. */
  public static Spool open(Path data, String kind) throws IOException {
    Path spools = Files.createDirectories(data.resolve(kind));
    SecureRandom random = new SecureRandom();
    while (true) {
      String name = HexFormat.of().toHexDigits(random.nextLong());
      Path lockFile = spools.resolve(name + LOCK);
      FileChannel lock =
          FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Another process that cleans may have had the lock, and the file, before us.
      if (tryLock(lock).isPresent() && Files.exists(lockFile)) {
        return new Spool(Files.createDirectory(spools.resolve(name)), lockFile, lock);
      }
      lock.close();
    }
  }

  /** A path that no file has; the caller makes and removes the file. Any thread. */
  public Path newFile() {
    return folder.resolve(Long.toString(files.incrementAndGet()));
  }

  /** Removes the folders of processes that are dead. Blocking. */
  public int removeLeftOvers() throws IOException {
    int removed = 0;
    try (DirectoryStream<Path> locks =
        Files.newDirectoryStream(lockFile.resolveSibling(""), "*" + LOCK)) {
      for (Path other : locks) {
        if (!other.equals(lockFile) && removeIfDead(other)) {
          removed++;
        }
      }
    }
    return removed;
  }

  private static boolean removeIfDead(Path otherLock) throws IOException {
    try (FileChannel channel = FileChannel.open(otherLock, StandardOpenOption.WRITE)) {
      if (tryLock(channel).isEmpty()) {
        return false;
      }
      String name = otherLock.getFileName().toString();
      deleteFolder(otherLock.resolveSibling(name.substring(0, name.length() - LOCK.length())));
      Files.deleteIfExists(otherLock);
      return true;
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException lockedInThisProcess) {
      return Optional.empty();
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(folder);
    }
  }

  /** Removes the folder with what is in it. Blocking. */
  @Override
  public void close() throws IOException {
    deleteFolder(folder);
    Files.deleteIfExists(lockFile);
    lock.close();
  }
}
