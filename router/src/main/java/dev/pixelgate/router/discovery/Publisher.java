package dev.pixelgate.router.discovery;

import dev.pixelgate.router.Market;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts new markets in force, each with a higher epoch: soon after something has changed, and not
 * more often than that. Readers take one reference. All but {@link #current} is confined to the
 * keeper's loop.
 */
final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  /** A thousand answers within it make one book. */
  private static final Duration STORM = Duration.ofMillis(50);

  /** Ages alone are not urgent: an offer is refreshed long before it ends. */
  private static final Duration AGES = Duration.ofSeconds(5);

  private static final int AGES_PART = 10;

  private final Loop loop;
  private final Duration agesDelay;
  private final LongFunction<Callable<Market>> maker;
  private final Consumer<Market> published;
  private final AtomicReference<Market> current;
  private Promise<Void> clean = Promise.promise();
  private Loop.Timer timer = Loop.Timer.NONE;
  private Instant due = Instant.MAX;
  private boolean building;

  /**
   * Puts {@code first} in force.
   *
   * @param maker takes what is known now, and makes the market of this epoch elsewhere
   */
  Publisher(
      Loop loop,
      Duration maxAge,
      Market first,
      LongFunction<Callable<Market>> maker,
      Consumer<Market> published) {
    this.loop = loop;
    Duration part = maxAge.dividedBy(AGES_PART);
    this.agesDelay = part.compareTo(AGES) < 0 ? part : AGES;
    this.maker = maker;
    this.published = published;
    this.current = new AtomicReference<>(first);
    clean.complete();
  }

  /** The market in force. Any thread, never waits. */
  Market current() {
    return current.get();
  }

  /** Something is sold now that was not, or not so. */
  void changed() {
    within(STORM);
  }

  /**
   * Nothing but ages has changed.
   *
   * @param end when what is in force ends
   */
  void aged(Instant end) {
    Duration half = Duration.between(loop.instant(), end).dividedBy(2);
    within(half.compareTo(agesDelay) < 0 ? half : agesDelay);
  }

  /** Makes what is due without waiting longer; completes when everything heard is in force. */
  Future<Void> flush() {
    if (!due.equals(Instant.MAX)) {
      within(Duration.ZERO);
    }
    return clean.future();
  }

  void stop() {
    timer.stop();
    due = Instant.MAX;
  }

  private void within(Duration delay) {
    Instant then = loop.instant().plus(delay);
    if (!then.isBefore(due)) {
      return;
    }
    due = then;
    if (clean.future().isComplete()) {
      clean = Promise.promise();
    }
    if (!building) {
      arm();
    }
  }

  /** Never at once: who reports an answer has yet to write it down. */
  private void arm() {
    timer.stop();
    timer = loop.after(Duration.between(loop.instant(), due), this::build);
  }

  private void build() {
    timer.stop();
    due = Instant.MAX;
    building = true;
    Future<Market> made = loop.compute(maker.apply(current().book().epoch() + 1));
    made.onComplete(done -> built(made));
  }

  private void built(Future<Market> made) {
    building = false;
    if (made.succeeded()) {
      current.set(made.result());
      published.accept(made.result());
    } else {
      LOG.error("the price book could not be made; the old one stays", made.cause());
    }
    if (due.equals(Instant.MAX)) {
      clean.tryComplete();
    } else {
      arm();
    }
  }
}
