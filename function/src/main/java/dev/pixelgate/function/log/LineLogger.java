package dev.pixelgate.function.log;

import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Writes {@code 2026-11-29T14:36:49.385Z INFO Exchange - message} to standard error, and what was
 * thrown below it. Any thread; a line and its stack trace stay together.
 */
final class LineLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  private final String shortName;
  private final Level least;

  LineLogger(String name, Level least) {
    this.name = name;
    this.shortName = name.substring(name.lastIndexOf('.') + 1);
    this.least = least;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      @Nullable Object @Nullable [] values,
      @Nullable Throwable thrown) {
    String line = line(Instant.now(), level, MessageFormatter.basicArrayFormat(message, values));
    PrintStream err = System.err;
    synchronized (err) {
      err.println(line);
      if (thrown != null) {
        thrown.printStackTrace(err);
      }
      err.flush();
    }
  }

  /** Put together by hand: the JDK's formatters are a good part of a start. */
  String line(Instant at, Level level, @Nullable String message) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder line = new StringBuilder(160);
    number(line, time.getYear(), 4).append('-');
    number(line, time.getMonthValue(), 2).append('-');
    number(line, time.getDayOfMonth(), 2).append('T');
    number(line, time.getHour(), 2).append(':');
    number(line, time.getMinute(), 2).append(':');
    number(line, time.getSecond(), 2).append('.');
    number(line, at.getNano() / 1_000_000, 3).append("Z ");
    return line.append(level)
        .append(' ')
        .append(shortName)
        .append(" - ")
        .append(message)
        .toString();
  }

  private static StringBuilder number(StringBuilder line, int value, int digits) {
    String text = Integer.toString(value);
    return line.repeat('0', digits - text.length()).append(text);
  }

  private boolean writes(Level level) {
    return level.toInt() >= least.toInt();
  }

  @Override
  public boolean isTraceEnabled() {
    return writes(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return writes(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return writes(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return writes(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return writes(Level.ERROR);
  }

  /** Nobody asks where a line was written. */
  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }
}
