package dev.pixelgate.router;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Price;
import io.vertx.core.Future;
import java.util.Optional;

/** A seller of work: a remote one, or the own runtime. */
public interface Orchestrator {
  /** Its name in the configuration, in answers and in metrics. */
  String name();

  /**
   * What it says now of the version of what it serves a capability with, as far as it says
   * anything. While that stays the same, so do results that depend on nothing else. Any thread.
   */
  default Optional<String> version(Capability capability) {
    return Optional.empty();
  }

  /**
   * What it asks for a pixel of this now, where that is newer than the offers in the price book and
   * known without asking it. Any thread.
   */
  default Optional<Price> asks(Capability capability) {
    return Optional.empty();
  }

  /**
   * Does one job. The PNG goes into {@code result} and has been checked to its end when the future
   * completes with {@link AttemptEnd.Served}; with any other end the caller discards {@code
   * result}. Expected endings are values; a failed future is a bug. The future also completes soon
   * after {@code cancellation}, which the caller uses for time-outs too.
   *
   * <p>{@code dispatched} is run when the first byte of the job leaves for the seller: from then on
   * it may be owed. A job that never left is not.
   *
   * <p>Thread rule: called on an event loop, completes on the same one.
   */
  Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched);

  /** The same, for one that is to know what was agreed; the others need not. */
  default Future<AttemptEnd> attempt(
      Job job,
      Agreement agreement,
      ResultWriter result,
      Cancellation cancellation,
      Runnable dispatched) {
    return attempt(job, result, cancellation, dispatched);
  }
}
