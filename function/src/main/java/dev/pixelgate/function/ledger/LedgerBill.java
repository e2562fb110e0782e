package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.Bill;
import dev.pixelgate.router.Claim;
import dev.pixelgate.router.Ending;
import dev.pixelgate.router.Reservation;
import io.vertx.core.Future;
import java.util.List;

/** The bill of one order in the ledger. Confined to the event loop of its order. */
public final class LedgerBill implements Bill {
  LedgerBill() {}

  @Override
  public Future<Reservation> reserve(Claim claim) {
    throw new UnsupportedOperationException("comes with the engine");
  }

  @Override
  public Future<Void> dispatch() {
    throw new UnsupportedOperationException("comes with the engine");
  }

  @Override
  public void end(Ending ending) {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /**
   * Writes the last ending together with what else the order leaves, in one transaction: all of it
   * or nothing. To be called once, for every bill, after its last attempt has ended. Completes when
   * that is on disk, or as soon as the store is known to be away (it is written when the store is
   * back); never fails.
   */
  public Future<Void> close(List<Write> more) {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /** What the account pays for the attempts that have ended. */
  public Usd charged() {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /** What orchestrators are owed for the attempts that have ended. */
  public Usd owed() {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /** The attempts that were about to be sent, in their order. */
  public List<BilledAttempt> attempts() {
    throw new UnsupportedOperationException("comes with the engine");
  }
}
