package dev.pixelgate.function.assembly;

import dev.pixelgate.function.ledger.Journal;
import dev.pixelgate.function.metrics.SaleMeters;
import dev.pixelgate.function.reuse.ReuseWatch;
import dev.pixelgate.function.sale.Receipts;
import dev.pixelgate.function.sale.Reuse;
import dev.pixelgate.function.sale.Sale;
import io.vertx.core.Future;

/** Counts what was reused, and writes its receipts. */
record ReuseBooks(SaleMeters meters, Receipts receipts, Journal journal) implements ReuseWatch {
  @Override
  public Future<Sale> reused(Receipts.Bought bought, Sale.Reused sale) {
    meters.cache(sale.how().toString());
    return journal.record(receipts.ofHit(bought, sale.how() == Reuse.SHARED)).map(written -> sale);
  }

  @Override
  public void missed() {
    meters.cache("miss");
  }
}
