package dev.pixelgate.function.assembly;

import dev.pixelgate.function.decision.DecisionBook;
import dev.pixelgate.function.lambda.Freezing;
import dev.pixelgate.function.ledger.Ledger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What timers do for the ledger on a server that never stands still, at the moments when a Lambda
 * moves. Keys and prices are looked after by the requests; see {@link RequestUpkeep}.
 *
 * <p>Connections to orchestrators are given up after some seconds of silence, by a timer that looks
 * once a second. After a thaw it is due at once where the timers' clock went on meanwhile, as
 * Linux's does under a frozen process. Where that stood still too, it is waited for: a job that is
 * sent on a dead connection may have to be paid.
 */
final class GatewayFreezing implements Freezing {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayFreezing.class);

  /** By then the timer would have given a sign of life. */
  private static final Duration OVERDUE = Duration.ofSeconds(2);

  /** A second passes until the pools of connections are looked through, and some for that. */
  private static final long POOLS_MILLIS = 1_100;

  private static final Duration BLINK = Duration.ofMillis(500);
  private static final long THAW_MILLIS = 3_000;

  /** Of the second that is left after the gateway's own deadline. */
  private static final long FREEZE_MILLIS = 500;

  private final Vertx vertx;
  private final Ledger ledger;
  private final DecisionBook decisions;
  private final InstantSource clock;
  private volatile Moment moved;

  /** One moment by the clock of the world and by that of the timers. */
  record Moment(Instant instant, long nanos) {
    /** How much longer it was until {@code later} than the timers know of. */
    Duration missedUntil(Moment later) {
      return Duration.between(instant, later.instant).minusNanos(later.nanos - nanos);
    }
  }

  GatewayFreezing(Vertx vertx, Ledger ledger, DecisionBook decisions, InstantSource clock) {
    this.vertx = vertx;
    this.ledger = ledger;
    this.decisions = decisions;
    this.clock = clock;
    this.moved = now();
  }

  private Moment now() {
    return new Moment(clock.instant(), System.nanoTime());
  }

  /** How long the timers are given after a time in which they did not run. */
  static long poolsMillis(Moment before, Moment now) {
    return before.missedUntil(now).compareTo(BLINK) > 0 ? POOLS_MILLIS : 0;
  }

  @Override
  public Future<Void> thawed() {
    Moment now = now();
    if (now.instant().isBefore(moved.instant().plus(OVERDUE))) {
      return Future.succeededFuture();
    }
    return Future.join(ledger.wake(), pools(poolsMillis(moved, now)))
        .timeout(THAW_MILLIS, TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .recover(
            cause -> {
              LOG.warn("thaw=incomplete reason=\"{}\"", cause.getMessage());
              return Future.succeededFuture();
            });
  }

  private Future<?> pools(long millis) {
    return millis == 0 ? Future.succeededFuture() : vertx.timer(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public Future<Void> freezes() {
    return decisions
        .flushed()
        .compose(flushed -> ledger.rest())
        .timeout(FREEZE_MILLIS, TimeUnit.MILLISECONDS)
        .onComplete(rested -> moved = now())
        .recover(
            cause -> {
              LOG.warn("freeze=unprepared reason=\"{}\"", cause.getMessage());
              return Future.succeededFuture();
            });
  }
}
