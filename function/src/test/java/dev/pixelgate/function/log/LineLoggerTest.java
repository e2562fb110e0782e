package dev.pixelgate.function.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LineLoggerTest {
  private final LineLogger logger =
      new LineLogger("dev.pixelgate.function.http.Exchange", Level.INFO);

  @Test
  void isWhatSlf4jWritesTo() {
    assertInstanceOf(LineLogger.class, LoggerFactory.getLogger(LineLoggerTest.class));
  }

  @Test
  void beginsWithTheTimeInUtcTheLevelAndTheClass() {
    assertEquals(
        "2026-01-02T03:04:05.006Z WARN Exchange - slow",
        logger.line(Instant.parse("2026-01-02T03:04:05.006999Z"), Level.WARN, "slow"));
    assertEquals(
        "1969-12-31T23:59:59.999Z INFO Exchange - early",
        logger.line(Instant.parse("1969-12-31T23:59:59.999Z"), Level.INFO, "early"));
  }

  @Test
  void fillsInValuesAndPrintsWhatWasThrownBelow() {
    String written =
        written(() -> logger.error("id={} bytes={}", "r_1", 7, new IllegalStateException("odd")));
    List<String> lines = written.lines().toList();
    assertTrue(lines.get(0).endsWith("Z ERROR Exchange - id=r_1 bytes=7"), written);
    assertEquals("java.lang.IllegalStateException: odd", lines.get(1));
    assertTrue(lines.get(2).startsWith("\tat "), written);
  }

  @Test
  void leavesOutWhatIsBelowTheLevel() {
    assertEquals("", written(() -> logger.debug("details")));
    assertFalse(new LineLogger("a.B", Level.WARN).isInfoEnabled());
    assertTrue(new LineLogger("a.B", Level.WARN).isWarnEnabled());
    assertEquals(Level.WARN, LineLogging.level("warn"));
    assertEquals(Level.INFO, LineLogging.level("loud"));
  }

  private static String written(Runnable logging) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      logging.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
