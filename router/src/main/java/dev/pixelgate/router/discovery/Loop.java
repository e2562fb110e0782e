package dev.pixelgate.router.discovery;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/**
 * The one event loop that the market is kept on, with its clock and timers. Everything that a
 * {@link MarketKeeper} changes is changed there.
 */
public interface Loop extends InstantSource {
  /** Runs {@code step} there; at once when this is called there. */
  void run(Runnable step);

  /** Runs {@code step} there once, after {@code delay}, unless it is stopped before. */
  Timer after(Duration delay, Runnable step);

  /** Does heavy work elsewhere; the future completes there. */
  <T> Future<T> compute(Callable<T> work);

  /** A step that waits for its time. */
  @FunctionalInterface
  interface Timer {
    /** Nothing has to be stopped. */
    Timer NONE = () -> {};

    /** It will not run; nothing when it did. */
    void stop();
  }
}
