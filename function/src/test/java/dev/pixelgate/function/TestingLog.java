package dev.pixelgate.function;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is logged while it is open; it still reaches the console. One at a time. */
public final class TestingLog implements AutoCloseable {
  private final PrintStream console = System.err;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private TestingLog() {
    System.setErr(new PrintStream(new Both(), true, StandardCharsets.UTF_8));
  }

  /** Listens from now on. */
  public static TestingLog open() {
    return new TestingLog();
  }

  /** Everything so far. */
  public String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The lines that end requests. */
  public List<String> requests() {
    return text()
        .lines()
        .filter(line -> line.contains(" request id="))
        .map(line -> line.substring(line.indexOf("request id=")))
        .toList();
  }

  @Override
  public void close() {
    System.setErr(console);
  }

  private final class Both extends OutputStream {
    @Override
    public void write(int single) {
      console.write(single);
      synchronized (bytes) {
        bytes.write(single);
      }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      console.write(buffer, offset, length);
      synchronized (bytes) {
        bytes.write(buffer, offset, length);
      }
    }
  }
}
