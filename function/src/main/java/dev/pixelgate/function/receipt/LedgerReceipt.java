package dev.pixelgate.function.receipt;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.WeiSql;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.receipt.PaidAttempt;
import dev.pixelgate.pricing.receipt.Receipt;
import java.math.BigDecimal;
import java.math.BigInteger;
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
   *     price, charge, quote, dispatched_at, ending's step and time, gateway's loss, wei, rate,
   *     rate_until, tickets, whole gwei and wei beyond those that they are worth
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
    Usd owed = charge.plus(new Usd(row.maybeNumber(11).orElse(0L)));
    return new PaidAttempt(
        Math.toIntExact(row.number(0)),
        row.text(1),
        Price.parse(row.text(5)),
        owed,
        charge,
        outcome,
        Instant.ofEpochMilli(row.number(8)),
        Duration.ofMillis(row.number(10) - row.number(8)),
        row.maybeText(12)
            .map(wei -> owed.equals(Usd.ZERO) ? BigInteger.ZERO : new BigInteger(wei))
            .map(wei -> new PaidAttempt.InWei(wei, rate(row))),
        tickets(row));
  }

  private static Optional<Rate> rate(Row row) {
    return row.maybeText(13)
        .map(
            usd ->
                new Rate(
                    new BigDecimal(usd),
                    row.maybeNumber(14).map(Instant::ofEpochMilli).orElse(Instant.MAX)));
  }

  private static Optional<PaidAttempt.Tickets> tickets(Row row) {
    return Optional.of(Math.toIntExact(row.number(15)))
        .filter(count -> count > 0)
        .map(count -> new PaidAttempt.Tickets(count, WeiSql.wei(row.number(16), row.number(17))));
  }
}
