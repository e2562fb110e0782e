package dev.pixelgate.function.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
  @TempDir Path data;

  @Test
  void givesNewPathsInAFolderOfItsOwn() throws IOException {
    try (Spool one = Spool.open(data);
        Spool two = Spool.open(data)) {
      Path file = one.newFile();
      assertFalse(Files.exists(file));
      assertTrue(file.startsWith(data.resolve("spool")));
      assertNotEquals(file, one.newFile());
      assertNotEquals(file.getParent(), two.newFile().getParent());
    }
  }

  @Test
  void closingRemovesEverything() throws IOException {
    try (Spool spool = Spool.open(data)) {
      Files.createFile(spool.newFile());
    }
    try (Stream<Path> left = Files.list(data.resolve("spool"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void leavesAloneWhatIsInUseInThisProcess() throws IOException {
    try (Spool one = Spool.open(data);
        Spool two = Spool.open(data)) {
      Path file = Files.createFile(one.newFile());
      assertEquals(0, two.removeLeftOvers());
      assertTrue(Files.exists(file));
    }
  }

  @Test
  void tellsALivingProcessFromADeadOne() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TestingSpooler.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Spool spool = Spool.open(data);
        BufferedReader out = other.inputReader()) {
      Path itsFile = Path.of(out.readLine());
      assertEquals(0, spool.removeLeftOvers());
      assertTrue(Files.exists(itsFile));
      other.destroyForcibly().waitFor();
      assertEquals(1, spool.removeLeftOvers());
      assertFalse(Files.exists(itsFile));
    } finally {
      other.destroyForcibly();
    }
  }
}
