package dev.pixelgate.function.reuse;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A picture of the cache on disk, for as long as somebody holds it: the cache, and whoever hands it
 * out to those that waited for it. Its maker holds it once. Any thread.
 */
final class KeptFile {
  private final Path path;
  private final long size;
  private final Object identity;
  private final Runnable delete;
  private final AtomicInteger holders = new AtomicInteger(1);

  /**
   * A file that is there.
   *
   * @param identity by which the file system knows it under each of its names
   * @param delete removes it; run once
   */
  KeptFile(Path path, long size, Object identity, Runnable delete) {
    this.path = path;
    this.size = size;
    this.identity = identity;
    this.delete = delete;
  }

  /** A file that belongs to somebody else, who deletes it. */
  static KeptFile borrowed(Path path, long size) {
    return new KeptFile(path, size, path, () -> {});
  }

  Path path() {
    return path;
  }

  /** In bytes. */
  long size() {
    return size;
  }

  Object identity() {
    return identity;
  }

  /** To be called by a holder, on behalf of another one. */
  void hold() {
    holders.incrementAndGet();
  }

  /** The last one that lets go deletes it. */
  void letGo() {
    if (holders.decrementAndGet() == 0) {
      delete.run();
    }
  }
}
