package dev.pixelgate.function.sale;

import dev.pixelgate.function.store.Write;
import dev.pixelgate.router.Bill;
import dev.pixelgate.router.FreeBill;
import io.vertx.core.Future;
import java.util.List;

/** Opens the bill of each order. */
@FunctionalInterface
public interface Bills {
  /** Nobody's money, and nothing is left in any store: for the command line. */
  Bills FREE = terms -> new Free();

  /** The bill of an order on these terms. */
  OpenBill open(Terms terms);

  /** One that nobody keeps. */
  record Free() implements OpenBill {
    @Override
    public Bill bill() {
      return new FreeBill();
    }

    @Override
    public Future<Void> close(List<Write> more) {
      return Future.succeededFuture();
    }
  }
}
