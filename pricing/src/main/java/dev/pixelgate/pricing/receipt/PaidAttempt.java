package dev.pixelgate.pricing.receipt;

import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt that was dispatched.
 *
 * @param attempt counts from 1 within the order; one that was never sent leaves a gap
 * @param price as the orchestrator advertised it
 * @param owed to the orchestrator
 * @param charge to the account
 * @param outcome one word, such as {@code served} or {@code timeout}
 * @param wei what is owed in wei, where the price is in wei
 * @param paid with tickets that were bought for it; absent for who is not paid so
 */
public record PaidAttempt(
    int attempt,
    String orchestrator,
    Price price,
    Usd owed,
    Usd charge,
    String outcome,
    Instant started,
    Duration took,
    Optional<InWei> wei,
    Optional<Tickets> paid) {
  /** One whose orchestrator is not paid in wei. */
  public PaidAttempt(
      int attempt,
      String orchestrator,
      Price price,
      Usd owed,
      Usd charge,
      String outcome,
      Instant started,
      Duration took) {
    this(
        attempt,
        orchestrator,
        price,
        owed,
        charge,
        outcome,
        started,
        took,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The same amount in wei.
   *
   * @param rate at which it was made USD when the attempt was dispatched, where that is known
   */
  public record InWei(BigInteger owed, Optional<Rate> rate) {
    private void fill(CanonicalJson json) {
      json.put("owed_wei", owed + " wei");
      rate.ifPresent(
          fixed -> {
            json.put("rate", fixed.toString());
            if (fixed.goodUntil().isBefore(Instant.MAX)) {
              json.put("rate_until", fixed.goodUntil());
            }
          });
    }
  }

  /**
   * Tickets that were sent for it; they may pay for later attempts too.
   *
   * @param wei what they are worth on average
   */
  public record Tickets(int count, BigInteger wei) {
    private CanonicalJson json() {
      return new CanonicalJson().put("wei", wei + " wei").put("tickets", count);
    }
  }

  void fill(CanonicalJson json) {
    json.put("attempt", attempt)
        .put("orchestrator", orchestrator)
        .put("price", price.toString())
        .put("owed", owed.toString())
        .put("charge", charge.toString())
        .put("outcome", outcome)
        .put("started", started)
        .put("took_ms", took.toMillis());
    wei.ifPresent(same -> same.fill(json));
    paid.ifPresent(tickets -> json.put("paid", tickets.json()));
  }
}
