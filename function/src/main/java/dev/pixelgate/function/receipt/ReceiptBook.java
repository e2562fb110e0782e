package dev.pixelgate.function.receipt;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.receipt.Receipt;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/** The receipts in the store. Any thread. */
public final class ReceiptBook {
  private final Database database;
  private final Supplier<String> instance;
  private final Heads heads = new Heads();

  /**
   * Those of a server.
   *
   * @param instance the name of its run, under which its chains stand; read for each receipt
   */
  public ReceiptBook(Database database, Supplier<String> instance) {
    this.database = database;
    this.instance = instance;
  }

  /** Puts this receipt at the end of its account's chain, once, however often it is applied. */
  public Write write(Receipt receipt) {
    // The name is read when it is applied: a server that was taken for dead goes on under another.
    return session -> new ReceiptWrite(receipt, instance.get(), heads).apply(session);
  }

  /** The receipt of this request. */
  public Future<Optional<KeptReceipt>> find(String id) {
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database.read(
                        session ->
                            session
                                .rows("SELECT id, account, body FROM receipt WHERE id = ?", id)
                                .map(
                                    rows ->
                                        rows.stream()
                                            .findFirst()
                                            .map(
                                                row ->
                                                    new KeptReceipt(
                                                        row.text(0), row.text(1), row.text(2)))))
                    : Future.succeededFuture(Optional.empty()));
  }
}
