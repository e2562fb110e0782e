package dev.pixelgate.router;

import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.selection.Selector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Turns an order into a picture: selects under the caps, asks one orchestrator after the other
 * within the same envelope and deadline, publishes the first good answer.
 *
 * @param market what is in force; read once per order
 * @param rediscovery asked by orders that know nobody who could serve them
 * @param decisions where each order leaves why it went as it did
 * @param maxAttempts per order
 */
public record Dispatcher(
    Vertx vertx,
    Supplier<Market> market,
    Selector selector,
    HealthBoard health,
    MediaStore media,
    Rediscovery rediscovery,
    Decisions decisions,
    int maxAttempts) {
  /**
   * Runs the order. Completes on the calling event loop, exactly once, and never fails for an
   * expected ending.
   */
  public Future<Outcome> dispatch(Order order, Cancellation cancellation) {
    return new Dispatch(this, order, cancellation).run();
  }
}
