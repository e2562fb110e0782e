package dev.pixelgate.function.reuse;

import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** A request in a flight. It ends once. Confined to its event loop, but for {@link #run}. */
final class Member {
  private final Asked asked;
  private final Context context;
  private final Cancellation order = new Cancellation();
  private final Promise<Sale> sale = Promise.promise();
  private final long startNanos = System.nanoTime();

  /** One whose event loop is this context's. */
  Member(Asked asked, Context context) {
    this.asked = asked;
    this.context = context;
  }

  Asked asked() {
    return asked;
  }

  /** Stops the order that it made, if it leads. */
  Cancellation order() {
    return order;
  }

  /** Runs a step on its event loop. Any thread. */
  void run(Runnable step) {
    context.runOnContext(there -> step.run());
  }

  /** How long it has waited. */
  Duration waited() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  Future<Sale> sale() {
    return sale.future();
  }

  /** The first end counts. */
  void end(Sale ending) {
    sale.tryComplete(ending);
  }

  /** A bug. */
  void fail(Throwable cause) {
    sale.tryFail(cause);
  }
}
