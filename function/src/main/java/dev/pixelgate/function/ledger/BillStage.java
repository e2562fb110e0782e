package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.ledger.AttemptState;
import dev.pixelgate.router.Claim;
import java.time.Instant;

/** Where a bill stands with the attempt that it is at. */
sealed interface BillStage {
  /** Between attempts. */
  record Idle() implements BillStage {}

  /** Somebody is being asked for the money. */
  record Asking() implements BillStage {}

  /** The order gave the attempt up while its money was asked for. */
  record GivenUp() implements BillStage {}

  /** The money is held. */
  record Held(Claim claim, AttemptState.Reserved state, Hold hold) implements BillStage {}

  /** It is being written down, or that has failed: it may be on disk. */
  record Dispatching(Claim claim, AttemptState.Reserved state, Hold hold) implements BillStage {}

  /** It is on disk. */
  record Dispatched(Claim claim, AttemptState.Dispatched state, Hold hold, Instant at)
      implements BillStage {}
}
