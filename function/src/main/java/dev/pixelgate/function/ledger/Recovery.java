package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.ledger.AttemptState;
import dev.pixelgate.pricing.ledger.AttemptTerms;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what an instance that is gone left behind, within one transaction: attempts that were
 * dispatched are lost where they would be owed and released otherwise, its slices go back, quotes
 * under which nothing was owed can be used again, what orchestrators hold of its payments is lost,
 * and its name is forgotten. Made twice, or by two at once, it changes nothing the second time.
 */
final class Recovery {
  /** Takes the row, so that the instance itself, if it lives after all, has to wait and see. */
  private static final String TAKE =
      "UPDATE instance SET seen_at = seen_at WHERE id = ? AND seen_at = ?";

  private static final String OPEN_FROM = "SELECT open_from FROM instance WHERE id = ?";

  /** Counted, so that PostgreSQL looks each attempt's end up by its key, whatever it guesses. */
  private static final String OPEN =
      """
      SELECT a.account, a.request, a.attempt, a.period, a.orchestrator, a.charge, a.owed,
        a.owed_on_dispatch, a.pipeline, a.model, a.wei
      FROM attempt a
      WHERE a.instance = ? AND a.dispatched_at >= ? AND (
        SELECT COUNT(*) FROM transfer t
        WHERE t.account = a.account AND t.request = a.request AND t.attempt = a.attempt
          AND t.step IN ('settled', 'released', 'lost')) = 0
      """;

  private static final String SLICES =
      "SELECT account, period, amount FROM slice WHERE instance = ? ORDER BY account, period";

  private static final String UNUSED_QUOTES =
      """
      DELETE FROM quote_use
      WHERE EXISTS (
          SELECT 1 FROM attempt a
          WHERE a.account = quote_use.account AND a.request = quote_use.request
            AND a.quote = quote_use.quote AND a.instance = ?)
        AND NOT EXISTS (
          SELECT 1 FROM transfer t
          WHERE t.account = quote_use.account AND t.request = quote_use.request
            AND t.step IN ('settled', 'lost'))
      """;

  private final Session session;
  private final String instance;
  private final long now;
  private final EndedRun ended;

  private Recovery(Session session, String instance, long now, String why) {
    this.session = session;
    this.instance = instance;
    this.now = now;
    this.ended = new EndedRun(instance, Instant.ofEpochMilli(now), why);
  }

  /**
   * Resolves this instance, if its last sign of life is still this one.
   *
   * @return what was done, in words for the log; nothing when somebody else did it
   */
  static Future<Optional<String>> of(Session session, String instance, long seenAt, long now) {
    return new Recovery(session, instance, now, EndedRun.CRASHED).runIfSeen(seenAt);
  }

  /** Resolves this instance, which is the one that does it and ends in order. */
  static Future<Optional<String>> ofOwn(Session session, String instance, long now) {
    return session
        .rows("SELECT seen_at FROM instance WHERE id = ?", instance)
        .compose(
            rows ->
                rows.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : new Recovery(session, instance, now, EndedRun.STOPPED)
                        .runIfSeen(rows.getFirst().number(0)));
  }

  private Future<Optional<String>> runIfSeen(long seenAt) {
    return session
        .change(TAKE, instance, seenAt)
        .compose(
            rows -> rows == 0 ? Future.succeededFuture(Optional.empty()) : run().map(Optional::of));
  }

  private Future<String> run() {
    return session
        .rows(OPEN_FROM, instance)
        .compose(from -> session.rows(OPEN, instance, from.getFirst().number(0)))
        .compose(
            open -> {
              Batch ends = new Batch();
              Map<Budgeted, Long> spent = new TreeMap<>(Budgeted.ORDER);
              open.forEach(row -> end(row, ends, spent));
              return ends.apply(session)
                  .compose(v -> ended.end(session))
                  .compose(v -> giveSlicesBack())
                  .compose(v -> spend(spent))
                  .compose(v -> forget())
                  .map(v -> words(open));
            });
  }

  private void end(Row row, Batch ends, Map<Budgeted, Long> spent) {
    BillTerms bill = new BillTerms(row.text(0), row.text(1));
    AttemptTerms terms =
        new AttemptTerms(
            bill.account(), row.text(4), new Usd(row.number(5)), new Usd(row.number(6)));
    AttemptState end = new AttemptState.Dispatched(terms).crash(isOwed(row));
    ends.transfers(bill, (int) row.number(2), Instant.ofEpochMilli(now), end.transfers());
    if (isOwed(row)) {
      row.maybeText(10).ifPresent(wei -> ends.owe(credit(row), new BigInteger(wei)));
    }
    if (!row.text(3).isEmpty()) {
      spent.merge(
          new Budgeted(bill.account(), row.text(3)), end.charged().picodollars(), Math::addExact);
    }
  }

  private CreditKey credit(Row row) {
    return new CreditKey(instance, row.text(4), row.text(8), row.text(9));
  }

  private static boolean isOwed(Row row) {
    return row.number(7) == 1;
  }

  private Future<Void> giveSlicesBack() {
    return session
        .rows(SLICES, instance)
        .compose(
            slices ->
                session.changeEach(
                    "UPDATE budget_period SET held = held - ? WHERE account = ? AND period = ?",
                    slices.stream()
                        .<List<@Nullable Object>>map(
                            row -> List.of(row.number(2), row.text(0), row.text(1)))
                        .toList()));
  }

  private Future<Void> spend(Map<Budgeted, Long> spent) {
    return session.changeEach(
        "UPDATE budget_period SET spent = spent + ? WHERE account = ? AND period = ?",
        spent.entrySet().stream()
            .<List<@Nullable Object>>map(
                e -> List.of(e.getValue(), e.getKey().account, e.getKey().period))
            .toList());
  }

  private Future<Void> forget() {
    return session
        .change("DELETE FROM slice WHERE instance = ?", instance)
        .compose(v -> session.change(UNUSED_QUOTES, instance))
        .compose(v -> session.change("DELETE FROM instance WHERE id = ?", instance))
        .mapEmpty();
  }

  private static String words(List<Row> open) {
    long lost = open.stream().filter(Recovery::isOwed).count();
    return "released=%d lost=%d".formatted(open.size() - lost, lost);
  }

  private record Budgeted(String account, String period) {
    static final Comparator<Budgeted> ORDER =
        Comparator.comparing(Budgeted::account).thenComparing(Budgeted::period);
  }
}
