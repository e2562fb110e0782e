package dev.pixelgate.function.assembly;

import dev.pixelgate.function.http.Lifecycle;
import dev.pixelgate.function.http.Upkeep;
import dev.pixelgate.function.lambda.Freezing;
import dev.pixelgate.function.store.KeyringRefresher;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Keeps keys, market and books up to date by requests alone, and nothing back that others could
 * need once no request runs.
 *
 * @param freezing what is done before the platform takes the CPU
 */
record RequestUpkeep(
    Vertx vertx,
    KeyringRefresher keys,
    GatewayMarket market,
    BookKeeping books,
    Lifecycle lifecycle,
    Freezing freezing)
    implements Upkeep {
  @Override
  public Future<Void> ahead() {
    return here(keys.lookNow());
  }

  @Override
  public Future<Void> beside() {
    return Future.join(market.catchUp(), books.catchUp()).mapEmpty();
  }

  /** A round trip to the store, of the last request alone. */
  @Override
  public Future<Void> last() {
    return lifecycle.running() > 0 ? Future.succeededFuture() : here(freezing.freezes());
  }

  private Future<Void> here(Future<?> step) {
    Promise<Void> done = Promise.promise();
    Context caller = vertx.getOrCreateContext();
    step.onComplete(ended -> caller.runOnContext(there -> done.complete()));
    return done.future();
  }
}
