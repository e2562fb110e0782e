package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.WeiSql;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sums of table {@code credit}, within a transaction. */
final class CreditRows {
  private static final String ADD =
      """
      INSERT INTO credit (instance, orchestrator, pipeline, model, paid_gwei, paid_rest, owed_gwei,
        owed_rest, lost_gwei, lost_rest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (instance, orchestrator, pipeline, model) DO UPDATE SET
        paid_gwei = credit.paid_gwei + excluded.paid_gwei,
        paid_rest = credit.paid_rest + excluded.paid_rest,
        owed_gwei = credit.owed_gwei + excluded.owed_gwei,
        owed_rest = credit.owed_rest + excluded.owed_rest,
        lost_gwei = credit.lost_gwei + excluded.lost_gwei,
        lost_rest = credit.lost_rest + excluded.lost_rest""";

  private static final String OF_INSTANCE =
      """
      SELECT instance, orchestrator, pipeline, model, paid_gwei, paid_rest, owed_gwei, owed_rest,
        lost_gwei, lost_rest
      FROM credit WHERE instance = ?""";

  private static final String FORGET = "DELETE FROM credit WHERE instance = ?";

  private CreditRows() {}

  /** Adds to these, in one order, so that instances which share one do not wait for each other. */
  static Future<Void> add(Session session, SortedMap<CreditKey, CreditSums> sums) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    sums.forEach((key, sum) -> rows.add(row(key, sum)));
    return rows.isEmpty() ? Future.succeededFuture() : session.changeEach(ADD, rows);
  }

  /** Adds to one. */
  static Future<Void> add(Session session, CreditKey key, CreditSums sum) {
    return session.changeEach(ADD, List.of(row(key, sum)));
  }

  private static List<@Nullable Object> row(CreditKey key, CreditSums sum) {
    List<@Nullable Object> row = new ArrayList<>(10);
    row.addAll(List.of(key.instance(), key.orchestrator(), key.pipeline(), key.model()));
    for (BigInteger wei : List.of(sum.paid(), sum.owed(), sum.lost())) {
      row.add(WeiSql.gwei(wei));
      row.add(WeiSql.rest(wei));
    }
    return row;
  }

  /** All of one run. */
  static Future<SortedMap<CreditKey, CreditSums>> of(Session session, String instance) {
    return session.rows(OF_INSTANCE, instance).map(CreditRows::sums);
  }

  /** That of one run with one orchestrator. */
  static Future<CreditSums> of(Session session, CreditKey key) {
    return session
        .rows(
            OF_INSTANCE + " AND orchestrator = ? AND pipeline = ? AND model = ?",
            key.instance(),
            key.orchestrator(),
            key.pipeline(),
            key.model())
        .map(rows -> sums(rows).getOrDefault(key, CreditSums.paid(BigInteger.ZERO)));
  }

  private static SortedMap<CreditKey, CreditSums> sums(List<Row> rows) {
    SortedMap<CreditKey, CreditSums> sums = new TreeMap<>();
    for (Row row : rows) {
      sums.put(
          new CreditKey(row.text(0), row.text(1), row.text(2), row.text(3)),
          new CreditSums(
              WeiSql.wei(row.number(4), row.number(5)),
              WeiSql.wei(row.number(6), row.number(7)),
              WeiSql.wei(row.number(8), row.number(9))));
    }
    return sums;
  }

  /** Counts a run that is over among all that are. */
  static Future<Void> over(Session session, String instance, Map<CreditKey, CreditSums> sums) {
    SortedMap<CreditKey, CreditSums> over = new TreeMap<>();
    sums.forEach((key, sum) -> over.merge(key.over(), sum, CreditSums::plus));
    return session.change(FORGET, instance).compose(gone -> add(session, over));
  }
}
