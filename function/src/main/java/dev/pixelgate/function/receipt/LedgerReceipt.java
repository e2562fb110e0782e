package dev.pixelgate.function.receipt;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.receipt.PaidAttempt;
import dev.pixelgate.pricing.receipt.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The receipt of an order of which only the ledger's rows are left. */
final class LedgerReceipt {
  private static final String WHY =
      "the server ended before the order did, and this receipt was made from the ledger";

  private LedgerReceipt() {}

  /**
   * Of this order. Outcomes are the ledger's: settled, released, lost.
   *
   * @param rows of its attempts, at least one: attempt, orchestrator, pipeline, model, pixels,
   *     price, charge, quote, dispatched_at, ending's step and time, gateway's loss
   */
  static Receipt of(String account, String request, List<Row> rows, Instant at) {
    List<PaidAttempt> attempts = rows.stream().map(LedgerReceipt::attempt).toList();
    Row first = rows.getFirst();
    return new Receipt(
        request,
        account,
        at,
        new Capability(Pipeline.of(first.text(2)).orElseThrow(), first.text(3)),
        Optional.empty(),
        new Pixels(first.number(4)),
        attempts,
        attempts.stream().map(PaidAttempt::charge).reduce(Usd.ZERO, Usd::plus),
        first.maybeText(7),
        false,
        WHY);
  }

  private static PaidAttempt attempt(Row row) {
    String outcome = row.text(9);
    Usd charge = outcome.equals("released") ? Usd.ZERO : new Usd(row.number(6));
    return new PaidAttempt(
        Math.toIntExact(row.number(0)),
        row.text(1),
        Price.parse(row.text(5)),
        charge.plus(new Usd(row.maybeNumber(11).orElse(0L))),
        charge,
        outcome,
        Instant.ofEpochMilli(row.number(8)),
        Duration.ofMillis(row.number(10) - row.number(8)));
  }
}
