package dev.pixelgate.pricing.receipt;

import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt that was dispatched.
 *
 * @param attempt counts from 1 within the order; one that was never sent leaves a gap
 * @param price as the orchestrator advertised it
 * @param owed to the orchestrator
 * @param charge to the account
 * @param outcome one word, such as {@code served} or {@code timeout}
 */
public record PaidAttempt(
    int attempt,
    String orchestrator,
    Price price,
    Usd owed,
    Usd charge,
    String outcome,
    Instant started,
    Duration took) {

  void fill(CanonicalJson json) {
    json.put("attempt", attempt)
        .put("orchestrator", orchestrator)
        .put("price", price.toString())
        .put("owed", owed.toString())
        .put("charge", charge.toString())
        .put("outcome", outcome)
        .put("started", started)
        .put("took_ms", took.toMillis());
  }
}
