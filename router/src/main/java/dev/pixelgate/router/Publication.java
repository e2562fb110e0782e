package dev.pixelgate.router;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bought picture on its way to its client: into the store and, where that takes too long or
 * fails, into the answer. Confined to one event loop.
 */
final class Publication {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  /** What is bought is worth a wait, also when its order has no time left. */
  private static final Duration LEAST = Duration.ofSeconds(5);

  /** A store that takes longer does not work; with time left the answer is still in time. */
  private static final Duration MOST = Duration.ofSeconds(15);

  /** For a store that is about to be done, when nobody can wait any more. */
  private static final Duration LAST_MOMENT = Duration.ofMillis(250);

  private final Vertx vertx;
  private final ResultWriter writer;
  private final Duration patience;
  private final Cancellation stop = new Cancellation();
  private boolean stored;

  /** One that waits so long for the store. */
  Publication(Vertx vertx, ResultWriter writer, Duration patience) {
    this.vertx = vertx;
    this.writer = writer;
    this.patience = patience;
  }

  /** How long a store is waited for by an order that has so much time left. */
  static Duration patience(Duration left) {
    Duration most = left.compareTo(MOST) < 0 ? left : MOST;
    return most.compareTo(LEAST) > 0 ? most : LEAST;
  }

  /** Comes to the picture, or to why it is lost. */
  Future<Delivery> run() {
    long timer = vertx.setTimer(Math.max(1, patience.toMillis()), late -> stop.cancel());
    return Future.succeededFuture()
        .<Delivery>compose(begin -> writer.publish(stop).map(media -> media))
        .onComplete(
            ended -> {
              stored = true;
              vertx.cancelTimer(timer);
            })
        .recover(this::rescue);
  }

  private Future<Delivery> rescue(Throwable cause) {
    LOG.warn("publish=failed", cause);
    return writer.rescue().map(loose -> loose);
  }

  /** Nobody can wait any more. A store that is done in a moment has it all the same. */
  void hurry() {
    vertx.setTimer(
        LAST_MOMENT.toMillis(),
        late -> {
          if (!stored) {
            stop.cancel();
          }
        });
  }
}
