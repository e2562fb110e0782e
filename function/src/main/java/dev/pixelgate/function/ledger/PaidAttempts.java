package dev.pixelgate.function.ledger;

import dev.pixelgate.router.AttemptId;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was paid for attempts whose receipts are still to be written. Any thread. */
public final class PaidAttempts {
  /** More orders than a server has at a time; an attempt that never gets a receipt leaves so. */
  private static final int MOST = 100_000;

  // Guarded by this.
  private final Map<AttemptId, Sum> sums = new LinkedHashMap<>();

  synchronized void add(AttemptId attempt, int tickets, BigInteger wei) {
    sums.merge(attempt, new Sum(tickets, wei), Sum::plus);
    if (sums.size() > MOST) {
      sums.remove(sums.keySet().iterator().next());
    }
  }

  /** What tickets were bought for this attempt; it is forgotten by that. */
  public synchronized Optional<Sum> take(AttemptId attempt) {
    return Optional.ofNullable(sums.remove(attempt));
  }

  /**
   * Of one attempt.
   *
   * @param wei what the tickets are worth on average
   */
  public record Sum(int tickets, BigInteger wei) {
    Sum plus(Sum other) {
      return new Sum(tickets + other.tickets, wei.add(other.wei));
    }
  }
}
