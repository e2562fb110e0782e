package dev.pixelgate.function.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which input each worker is at, in a mapped file: libjpeg and Little CMS are native code, and what
 * makes them crash takes the process along. Each number has eight bytes, big-endian.
 */
final class Journal {
  private final MappedByteBuffer numbers;

  Journal(Path folder, int workers) {
    try {
      Files.createDirectories(folder);
      try (FileChannel file =
          FileChannel.open(
              folder.resolve("current"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        numbers = file.map(FileChannel.MapMode.READ_WRITE, 0, (long) workers * Long.BYTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void note(int worker, long index) {
    numbers.putLong(worker * Long.BYTES, index);
  }
}
