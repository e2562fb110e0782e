package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import java.time.InstantSource;

/** Pays into the balances of prepaid accounts. Takes effect in running servers by itself. */
public final class TopUps {
  public TopUps(Database database, InstantSource clock) {}

  /**
   * Pays in once, however often it is said.
   *
   * @param id of the payment, chosen by whoever pays; within the account
   * @return fails when the store cannot be used
   */
  public Future<TopUp> pay(String account, String id, Usd amount) {
    throw new UnsupportedOperationException("comes with the engine");
  }
}
