package dev.pixelgate.function.reuse;

import dev.pixelgate.function.sale.Receipts;
import dev.pixelgate.function.sale.Sale;
import io.vertx.core.Future;

/** Hears what came of looking for a picture that costs nothing. Any event loop. */
public interface ReuseWatch {
  /**
   * There was one.
   *
   * @return the sale, when what is to be written of it is written; never fails
   */
  Future<Sale> reused(Receipts.Bought bought, Sale.Reused sale);

  /** There was none: an order is made. */
  void missed();
}
