package dev.pixelgate.function.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Loggers that write lines. slf4j-simple did so before: its {@code SimpleDateFormat} and the zones
 * that this reads were a tenth of what the main thread does in a start.
 */
public final class LineLogging implements SLF4JServiceProvider, ILoggerFactory {
  /** JVM property: the least level that is written, such as {@code warn}; {@code info} without. */
  public static final String LEVEL = "pixelgate.log";

  /** Logs at error what we hear of and log as the end of an attempt. */
  private static final String REPEATED = "io.vertx.core.http.impl.HttpClientRequestImpl";

  private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter noContext = new NOPMDCAdapter();
  private volatile Level least = Level.INFO;

  /** Found and made by SLF4J. */
  public LineLogging() {}

  @Override
  public void initialize() {
    least = level(System.getProperty(LEVEL, "info"));
  }

  /** A log is no reason not to start: a word that is no level is {@code info}. */
  static Level level(String word) {
    for (Level level : Level.values()) {
      if (level.toString().equalsIgnoreCase(word)) {
        return level;
      }
    }
    return Level.INFO;
  }

  @Override
  public Logger getLogger(String name) {
    return loggers.computeIfAbsent(
        name,
        missing -> name.equals(REPEATED) ? NOPLogger.NOP_LOGGER : new LineLogger(name, least));
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return this;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return noContext;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }
}
