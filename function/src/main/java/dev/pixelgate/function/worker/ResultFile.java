package dev.pixelgate.function.worker;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A result picture on its way into an answer: in memory while it is small, in a spool file from
 * then on. Written by one worker thread, read afterwards.
 */
final class ResultFile extends OutputStream {
  /** Holds a 512x512 photo's result; the queue bounds how many there are at once. */
  static final int MEMORY_BYTES = 1024 * 1024;

  private final Supplier<Path> files;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private Optional<Path> file = Optional.empty();
  private OutputStream target = memory;
  private long size;

  ResultFile(Supplier<Path> files) {
    this.files = files;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file.isEmpty() && size + length > MEMORY_BYTES) {
      spill();
    }
    target.write(bytes, offset, length);
    size += length;
  }

  private void spill() throws IOException {
    Path path = files.get();
    file = Optional.of(path);
    target = new BufferedOutputStream(Files.newOutputStream(path));
    memory.writeTo(target);
    memory.reset();
  }

  /** Hands what is buffered to the system. */
  @Override
  public void close() throws IOException {
    target.close();
  }

  /** Closes and removes the file, if there is one. Blocking. */
  void delete() throws IOException {
    if (file.isPresent()) {
      target.close();
      Files.deleteIfExists(file.get());
    }
  }

  /** Length in bytes. */
  long size() {
    return size;
  }

  /** Where it is, when it is not in memory. */
  Optional<Path> file() {
    return file;
  }

  /** All of it, when it is in memory. */
  byte[] bytes() {
    return memory.toByteArray();
  }
}
