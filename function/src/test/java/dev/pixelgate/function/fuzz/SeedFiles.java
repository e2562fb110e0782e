package dev.pixelgate.function.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that inputs are made of: runtime's corpus, with what was found before. */
final class SeedFiles {
  /** Longer ones make slow inputs. */
  private static final int MOST_BYTES = 8 * 1024;

  /** Runtime's, seen from the folder in which this module's tests run. */
  static final Path CORPUS = Path.of("../runtime/src/test/resources/corpus");

  private SeedFiles() {}

  /** Of this folder and those in it, in an order that does not change. */
  static List<byte[]> in(Path folder) {
    List<byte[]> files = new ArrayList<>();
    for (Path path : paths(folder)) {
      byte[] bytes = bytes(path);
      if (bytes.length <= MOST_BYTES && Kind.of(bytes).isPresent()) {
        files.add(bytes);
      }
    }
    return files;
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files of a folder and those in it. */
  static List<Path> paths(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
