package dev.pixelgate.function.quote;

import dev.pixelgate.function.store.Database;
import io.vertx.core.Future;

/**
 * Which quotes were used, by the orders of every instance. The ledger writes it with an order's
 * first attempt; what is read here only saves a client its upload.
 */
record QuoteUses(Database database) {
  /** Whether an order was given under it, and owes something or still runs. */
  Future<Boolean> isUsed(String quote) {
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database.read(
                        session ->
                            session
                                .rows("SELECT request FROM quote_use WHERE quote = ?", quote)
                                .map(rows -> !rows.isEmpty()))
                    : Future.succeededFuture(false));
  }
}
