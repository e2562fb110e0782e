package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Which files this process has open, as Linux tells. */
public final class TestingOpenFiles {
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final Duration MOST = Duration.ofSeconds(20);

  private TestingOpenFiles() {}

  /** How often it has this file open. Elsewhere than on Linux its test is left out. */
  public static long of(Path file) {
    assumeTrue(Files.isDirectory(OPEN), "no /proc here");
    try (Stream<Path> all = Files.list(OPEN)) {
      return all.filter(one -> leadsTo(one, file)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException closedInTheMeantime) {
      return false;
    }
  }

  /** Files are closed beside what they are closed for. */
  public static void assertClosed(Path file) {
    long end = System.nanoTime() + MOST.toNanos();
    while (of(file) > 0 && System.nanoTime() < end) {
      Thread.yield();
    }
    assertEquals(0, of(file), "descriptors of " + file);
  }
}
