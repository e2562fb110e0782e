package dev.pixelgate.router.livepeer.payment;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Brings what completes elsewhere to the event loop that waits for it. */
final class EventLoops {
  private EventLoops() {}

  /** The same, completed on the caller's event loop. */
  static <T> Future<T> here(Vertx vertx, Future<T> elsewhere) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> here = Promise.promise();
    elsewhere.onComplete(ended -> caller.runOnContext(run -> here.handle(ended)));
    return here.future();
  }
}
