package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.selection.Candidate;
import dev.pixelgate.router.selection.Exclusion;
import java.time.Duration;
import java.util.List;
import java.util.Set;

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

  /** What the account pays over all attempts. */
  default Usd charge() {
    Usd sum = Usd.ZERO;
    for (AttemptRecord attempt : attempts()) {
      sum = sum.plus(attempt.charge());
    }
    return sum;
  }

  /**
   * Done, and published or else at hand.
   *
   * @param served of the winning attempt
   * @param stored how long the bill and publishing took
   */
  record Sold(
      Offer offer,
      AttemptEnd.Served served,
      Delivery media,
      Duration stored,
      List<AttemptRecord> attempts)
      implements Outcome {
    /** The same, after so much longer with the stores. */
    public Sold storedLater(Duration more) {
      return new Sold(offer, served, media, stored.plus(more), attempts);
    }
  }

  /**
   * Nobody able is within the cap; nothing was sent.
   *
   * @param excluded every offer of the model, with why it was not asked
   */
  record OverCap(Cap cap, Candidate nearest, List<Exclusion> excluded) implements Outcome {}

  /**
   * What is left of the account's budget covers nobody who could be asked; nothing was sent.
   *
   * @param needed the least charge that was refused
   */
  record OverBudget(BudgetState budget, Usd needed) implements Outcome {}

  /** The order's quote was used by another one; nothing more was sent. */
  record QuoteUsed(String quote, List<AttemptRecord> attempts) implements Outcome {}

  /** Money could not be held, because the store is away; nothing more was sent. */
  record StoreAway(String reason, List<AttemptRecord> attempts) implements Outcome {}

  /**
   * The model is offered, by nobody who reads the image's format; nothing was sent.
   *
   * @param read the formats that at least one of the model's offers reads
   */
  record NobodyReads(PictureFormat format, String model, Set<PictureFormat> read)
      implements Outcome {}

  /** A model that nobody offers; nothing was sent. */
  record UnknownModel(String model, List<String> models) implements Outcome {}

  /**
   * The model is or was offered, and nobody who could do the job can be asked now; nothing was
   * sent.
   *
   * @param excluded every offer of the model, with why it was not asked
   */
  record NoOrchestrator(String model, List<Exclusion> excluded) implements Outcome {}

  /** Every orchestrator that was asked, or could have been, had no room. */
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
