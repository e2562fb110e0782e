package dev.pixelgate.function.media;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unfinished file of one result, made at the first byte. When the disk does not take it, it is
 * gathered in memory as far as the reserve allows: it is being paid for already. Blocking; one
 * thread at a time. A crash of the machine may lose a picture that was just published: it is not
 * forced to the disk.
 */
final class SpooledResult {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledResult.class);

  private final Path path;
  private final MemoryReserve reserve;
  private Optional<FileChannel> channel = Optional.empty();
  private Optional<Gathered> memory = Optional.empty();
  private long size;

  SpooledResult(Path path, MemoryReserve reserve) {
    this.path = path;
    this.reserve = reserve;
  }

  Path path() {
    return path;
  }

  /** Bytes so far. */
  long size() {
    return size;
  }

  boolean exists() {
    return channel.isPresent() || memory.isPresent();
  }

  /** Whether the disk did not take it. */
  boolean isInMemory() {
    return memory.isPresent();
  }

  void append(ByteBuffer bytes) throws IOException {
    if (memory.isPresent()) {
      gather(memory.get(), bytes, new IOException("the disk takes nothing"));
      return;
    }
    try {
      write(bytes);
    } catch (IOException e) {
      moveToMemory(bytes, e);
    }
  }

  /** The same for all of a small result, which stays in memory as far as the reserve allows. */
  void hold(ByteBuffer bytes) throws IOException {
    if (reserve.take(bytes.remaining())) {
      Gathered gathered = new Gathered();
      size += bytes.remaining();
      gathered.append(bytes);
      memory = Optional.of(gathered);
    } else {
      append(bytes);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    if (channel.isEmpty()) {
      channel =
          Optional.of(
              FileChannel.open(
                  path,
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE));
    }
    while (bytes.hasRemaining()) {
      size += channel.get().write(bytes);
    }
  }

  /** What was written and the rest, which makes room on the disk as well. */
  private void moveToMemory(ByteBuffer rest, IOException reason) throws IOException {
    if (!reserve.take(size)) {
      throw reason;
    }
    Gathered gathered = new Gathered();
    memory = Optional.of(gathered);
    if (channel.isPresent()) {
      gathered.append(read(channel.get(), 0, Math.toIntExact(size)));
      dropFile();
    }
    gather(gathered, rest, reason);
  }

  private void gather(Gathered gathered, ByteBuffer bytes, IOException reason) throws IOException {
    int more = bytes.remaining();
    if (!reserve.take(more)) {
      throw reason;
    }
    size += more;
    gathered.append(bytes);
  }

  /** Whether all that was appended is there; a disk may say no as late as at closing. */
  boolean isReadable() throws IOException {
    return memory.isPresent() || (Files.exists(path) && Files.size(path) == size);
  }

  /** A part of it; shorter only at its end. */
  Buffer read(long position, int length) throws IOException {
    int there = Math.toIntExact(Math.min(length, size - position));
    if (memory.isPresent()) {
      int from = Math.toIntExact(position);
      return Buffer.buffer(memory.get().bytes(from, there));
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return Buffer.buffer(read(file, position, there).array());
    }
  }

  private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("the file ends after " + (position + bytes.position()) + " bytes");
      }
    }
    return bytes.flip();
  }

  /** No more is appended. */
  void close() throws IOException {
    if (channel.isPresent()) {
      channel.get().close();
    }
  }

  /** Closes and removes the file, if there is one; nothing is left to do when that fails. */
  void delete() throws IOException {
    if (memory.isPresent()) {
      memory = Optional.empty();
      reserve.giveBack(size);
      size = 0;
    } else {
      closeFile();
    }
  }

  /** One that cannot be removed goes with the spool; the picture matters more. */
  private void dropFile() {
    try {
      closeFile();
    } catch (IOException e) {
      LOG.warn("spool file={} stays: {}", path, e.toString());
    }
  }

  private void closeFile() throws IOException {
    try {
      close();
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
