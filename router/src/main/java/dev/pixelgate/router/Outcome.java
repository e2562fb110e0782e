package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.selection.Candidate;
import java.time.Duration;
import java.util.List;

/** How an order ended. */
public sealed interface Outcome {
  /** Every attempt, in order; the last one decided. */
  default List<AttemptRecord> attempts() {
    return List.of();
  }

  /** What is owed over all attempts, failed ones of {@code on-dispatch} orchestrators too. */
  default Usd owed() {
    Usd sum = Usd.ZERO;
    for (AttemptRecord attempt : attempts()) {
      sum = sum.plus(attempt.owed());
    }
    return sum;
  }

  /**
   * Done, and published.
   *
   * @param served of the winning attempt
   * @param stored how long publishing took
   */
  record Sold(
      Offer offer,
      AttemptEnd.Served served,
      StoredMedia media,
      Duration stored,
      List<AttemptRecord> attempts)
      implements Outcome {}

  /** Nobody is within the cap; nothing was sent. */
  record OverCap(Cap cap, Candidate nearest) implements Outcome {}

  /** A model that nobody offers; nothing was sent. */
  record UnknownModel(String model, List<String> models) implements Outcome {}

  /** Every orchestrator that was asked had no room. */
  record NoCapacity(Duration retryAfter, List<AttemptRecord> attempts) implements Outcome {}

  /** Two orchestrators agree that the job itself is wrong. */
  record JobWrong(String message, List<AttemptRecord> attempts) implements Outcome {}

  /** The own runtime could not decode the image. */
  record BadImage(String message, List<AttemptRecord> attempts) implements Outcome {}

  /** Every attempt failed. */
  record AllFailed(List<AttemptRecord> attempts) implements Outcome {}

  /** The result could not be stored. */
  record StoreFailed(String reason, List<AttemptRecord> attempts) implements Outcome {}

  /** The request's deadline passed. */
  record DeadlinePassed(List<AttemptRecord> attempts) implements Outcome {}

  /** The client has gone. */
  record Cancelled(List<AttemptRecord> attempts) implements Outcome {}
}
