package dev.pixelgate.function;

import dev.pixelgate.function.assembly.Platform;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails whatever test Vert.x reports a blocked thread in. Registered for every test of this module;
 * Vert.x says it only in the log, so the log is read on its way to the console.
 */
public final class EventLoopWatch
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  /**
   * On a machine with a core to spare; a first request, which loads its classes, takes up to 150 ms
   * of it. Where four threads want each core, every one of them takes four times as long.
   */
  private static final double LIMIT_MILLIS = 500;

  private static final List<String> COMPLAINTS = new ArrayList<>();
  private static boolean listening;

  /** Made by JUnit. */
  public EventLoopWatch() {}

  /** What the next platform to be started is held to, in milliseconds. */
  static long limit() {
    OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
    double share = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
    return Math.round(LIMIT_MILLIS * Math.max(1, share));
  }

  /** What was reported since the last look. */
  static List<String> takeComplaints() {
    synchronized (COMPLAINTS) {
      List<String> taken = List.copyOf(COMPLAINTS);
      COMPLAINTS.clear();
      return taken;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    System.setProperty(Platform.EVENT_LOOP_LIMIT, Long.toString(limit()));
    synchronized (COMPLAINTS) {
      if (!listening) {
        listening = true;
        System.setErr(new PrintStream(new Lines(System.err), true, StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    check();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    check();
  }

  private static void check() {
    List<String> complaints = takeComplaints();
    if (!complaints.isEmpty()) {
      throw new AssertionError("a thread of Vert.x was blocked: " + complaints);
    }
  }

  /** Passes everything on and keeps the lines that matter. */
  private static final class Lines extends OutputStream {
    private final PrintStream console;
    private final StringBuilder line = new StringBuilder();

    Lines(PrintStream console) {
      this.console = console;
    }

    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    /** At once: the console behind this walks the stack for each write. */
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      console.write(bytes, offset, length);
      for (int i = offset; i < offset + length; i++) {
        if (bytes[i] == '\n') {
          lineEnded();
        } else {
          line.append((char) (bytes[i] & 0xff));
        }
      }
    }

    private void lineEnded() {
      String text = line.toString();
      line.setLength(0);
      if (text.contains("BlockedThreadChecker") && text.contains("has been blocked for")) {
        synchronized (COMPLAINTS) {
          COMPLAINTS.add(text);
        }
      }
    }
  }
}
