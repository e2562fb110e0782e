package dev.pixelgate.function.sale;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Brings the end of what runs on another event loop to the one that waits for it. */
public final class Crossing {
  private Crossing() {}

  /** The same future, whose handlers run on the calling event loop. */
  public static <T> Future<T> here(Vertx vertx, Future<T> elsewhere) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> here = Promise.promise();
    elsewhere.onComplete(ended -> caller.runOnContext(there -> here.handle(ended)));
    return here.future();
  }
}
