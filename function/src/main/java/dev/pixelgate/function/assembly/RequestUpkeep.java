package dev.pixelgate.function.assembly;

import dev.pixelgate.function.http.Upkeep;
import dev.pixelgate.function.store.KeyringRefresher;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Keeps keys and market up to date by requests alone. */
record RequestUpkeep(Vertx vertx, KeyringRefresher keys, GatewayMarket market) implements Upkeep {
  @Override
  public Future<Void> ahead() {
    Promise<Void> done = Promise.promise();
    Context caller = vertx.getOrCreateContext();
    keys.lookNow().onComplete(looked -> caller.runOnContext(there -> done.complete()));
    return done.future();
  }

  @Override
  public Future<Void> beside() {
    return market.catchUp();
  }
}
