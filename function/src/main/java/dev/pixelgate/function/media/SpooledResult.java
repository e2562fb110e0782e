package dev.pixelgate.function.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The unfinished file of one result, made at the first byte. Blocking; one thread at a time. A
 * crash of the machine may lose a picture that was just published: it is not forced to the disk.
 */
final class SpooledResult {
  private final Path path;
  private Optional<FileChannel> channel = Optional.empty();
  private long size;

  SpooledResult(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** Bytes so far. */
  long size() {
    return size;
  }

  boolean exists() {
    return channel.isPresent();
  }

  void append(ByteBuffer bytes) throws IOException {
    if (channel.isEmpty()) {
      channel =
          Optional.of(
              FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }
    size += bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.get().write(bytes);
    }
  }

  void close() throws IOException {
    if (channel.isPresent()) {
      channel.get().close();
    }
  }

  /** Closes and removes the file; nothing is left to do when that fails. */
  void delete() throws IOException {
    try {
      close();
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
