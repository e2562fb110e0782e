package dev.pixelgate.function.sale;

import dev.pixelgate.function.ledger.BillTerms;
import dev.pixelgate.function.ledger.BilledAttempt;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.ledger.LedgerBill;
import dev.pixelgate.function.ledger.QuoteTerms;
import dev.pixelgate.function.store.Write;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Opens bills in the ledger. */
public record LedgerBills(Ledger ledger) implements Bills {
  @Override
  public OpenBill open(Terms terms) {
    Optional<QuoteTerms> quote =
        terms.quote().map(promised -> new QuoteTerms(promised.id(), promised.charge()));
    return new Open(ledger.bill(new BillTerms(terms.account(), terms.request(), quote)));
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
