package dev.pixelgate.function.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another process with a spool: makes a file in it, says its path, and waits to be killed. */
final class TestingSpooler {
  private TestingSpooler() {}

  public static void main(String[] arguments) throws IOException {
    Spool spool = Spool.open(Path.of(arguments[0]));
    System.out.println(Files.createFile(spool.newFile()));
    // The test never writes: this ends only with the process.
    int ignored = System.in.read();
    spool.close();
  }
}
