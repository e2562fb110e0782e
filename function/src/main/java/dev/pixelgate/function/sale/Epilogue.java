package dev.pixelgate.function.sale;

import dev.pixelgate.function.store.Write;
import java.util.List;

/**
 * What an order leaves in the store beside its money: its receipt, the answer to its idempotency
 * key. It is written with the last of the money, in one transaction, so that neither is there
 * without the other.
 */
@FunctionalInterface
public interface Epilogue {
  /** Of an order that leaves nothing else. */
  Epilogue NONE = sale -> List.of();

  /** The changes to make for an order that ended so. Called once, on the order's event loop. */
  List<Write> writes(Sale sale);
}
