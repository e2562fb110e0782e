package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A run of the server that is over: what orchestrators hold of its payments is lost, since no other
 * one counts on that.
 *
 * @param why the reason in the books
 */
record EndedRun(String instance, Instant at, String why) {
  /** It gave no sign of life any more. */
  static final String CRASHED = "crashed";

  /** It ended in order; these are the fractions of wei by which its payer's books differ. */
  static final String STOPPED = "stopped";

  /** Books it, once its attempts have ended, and counts the run among those that are over. */
  Future<Void> end(Session session) {
    return CreditRows.of(session, instance)
        .compose(
            sums -> {
              Future<Void> lost = Future.succeededFuture();
              for (Map.Entry<CreditKey, CreditSums> one : sums.entrySet()) {
                lost = lost.compose(v -> lose(session, one.getKey(), one.getValue().left()));
              }
              return lost;
            })
        .compose(v -> CreditRows.of(session, instance))
        .compose(
            sums ->
                sums.isEmpty()
                    ? Future.succeededFuture()
                    : CreditRows.over(session, instance, sums));
  }

  private Future<Void> lose(Session session, CreditKey key, BigInteger wei) {
    return wei.signum() == 0
        ? Future.succeededFuture()
        : PaymentRow.lost(PaymentRow.newId(), at, key, wei, Optional.empty(), why).add(session);
  }
}
