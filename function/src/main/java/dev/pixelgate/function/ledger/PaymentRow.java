package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Session;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.ledger.Side;
import dev.pixelgate.router.AttemptId;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of table {@code payment}.
 *
 * @param occasion the attempt for which tickets were bought; absent for what is lost
 * @param tickets how many; 0 for what is lost
 * @param rate in force then; absent while none was fresh
 * @param reason why it is lost; absent for what is paid
 */
record PaymentRow(
    String id,
    Instant at,
    CreditKey of,
    Optional<AttemptId> occasion,
    int tickets,
    BigInteger wei,
    Optional<Rate> rate,
    Optional<String> reason) {
  private static final String ADD =
      """
      INSERT INTO payment (id, at, instance, kind, orchestrator, pipeline, model, account, request,
        attempt, tickets, wei, usd, rate, rate_until, reason, debit, credit)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

  static PaymentRow lost(
      String id, Instant at, CreditKey of, BigInteger wei, Optional<Rate> rate, String reason) {
    return new PaymentRow(id, at, of, Optional.empty(), 0, wei, rate, Optional.of(reason));
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Adds it and what it changes of the credit, once, however often it is applied. */
  Future<Void> add(Session session) {
    return session
        .change(ADD, values().toArray())
        .compose(
            added ->
                added == 0
                    ? Future.succeededFuture()
                    : CreditRows.add(
                        session,
                        of,
                        reason.isPresent() ? CreditSums.lost(wei) : CreditSums.paid(wei)));
  }

  private List<@Nullable Object> values() {
    Side credit = Side.credit(of.orchestrator());
    boolean paid = reason.isEmpty();
    List<@Nullable Object> values = new ArrayList<>(18);
    values.add(id);
    values.add(at.toEpochMilli());
    values.add(of.instance());
    values.add(paid ? "paid" : "lost");
    values.add(of.orchestrator());
    values.add(of.pipeline());
    values.add(of.model());
    values.add(occasion.map(AttemptId::account).orElse(null));
    values.add(occasion.map(AttemptId::request).orElse(null));
    values.add(occasion.map(attempt -> (long) attempt.number()).orElse(null));
    values.add(paid ? (long) tickets : null);
    values.add(wei.toString());
    values.add(rate.flatMap(fresh -> fresh.worth(wei)).map(usd -> usd.picodollars()).orElse(null));
    values.add(rate.map(fresh -> fresh.usdPerEther().toPlainString()).orElse(null));
    values.add(rate.flatMap(RateColumns::until).orElse(null));
    values.add(reason.orElse(null));
    values.add((paid ? Side.DEPOSIT : credit).name());
    values.add((paid ? credit : Side.GATEWAY).name());
    return values;
  }
}
