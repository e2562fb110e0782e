package dev.pixelgate.function.sale;

import dev.pixelgate.function.ledger.BilledAttempt;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.router.Bill;
import io.vertx.core.Future;
import java.util.List;

/** The bill of one order, from before its first attempt to after its last. */
public interface OpenBill {
  /** What its attempts go through. */
  Bill bill();

  /** The attempts that were dispatched, in their order. */
  default List<BilledAttempt> attempts() {
    return List.of();
  }

  /**
   * Ends it, once, after the last attempt: writes that one's money together with what else the
   * order leaves. Never fails.
   */
  Future<Void> close(List<Write> more);
}
