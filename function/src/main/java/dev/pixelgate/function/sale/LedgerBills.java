package dev.pixelgate.function.sale;

import dev.pixelgate.function.ledger.BillTerms;
import dev.pixelgate.function.ledger.BilledAttempt;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.ledger.LedgerBill;
import dev.pixelgate.function.store.Write;
import io.vertx.core.Future;
import java.util.List;

/** Opens bills in the ledger. */
public record LedgerBills(Ledger ledger) implements Bills {
  @Override
  public OpenBill open(Terms terms) {
    return new Open(ledger.bill(new BillTerms(terms.account(), terms.request())));
  }

  private record Open(LedgerBill bill) implements OpenBill {
    @Override
    public List<BilledAttempt> attempts() {
      return bill.attempts();
    }

    @Override
    public Future<Void> close(List<Write> more) {
      return bill.close(more);
    }
  }
}
