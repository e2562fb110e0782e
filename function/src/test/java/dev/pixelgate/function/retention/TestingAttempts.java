package dev.pixelgate.function.retention;

import static dev.pixelgate.function.assembly.Blocking.join;

import dev.pixelgate.function.store.Database;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Writes attempts and their transfers as the ledger does. */
public final class TestingAttempts {
  private final Database database;

  /** Into this store. */
  public TestingAttempts(Database database) {
    this.database = database;
  }

  /** How an attempt ended. */
  public enum End {
    OPEN,
    SETTLED,
    RELEASED,
    LOST,
    /** Owed in full, and charged to the gateway. */
    BORNE,
    /** Under a quote: half of what is owed is the gateway's loss. */
    QUOTED
  }

  /** One of 64 pixels, of that charge in picodollars. */
  public void add(
      String account,
      String request,
      int attempt,
      Instant at,
      String model,
      String orchestrator,
      long charge,
      End end) {
    long owed = end == End.QUOTED ? 2 * charge : charge;
    String quote = end == End.QUOTED ? "q_" + request : null;
    join(
        database.transaction(
            session ->
                session
                    .change(
                        "INSERT INTO attempt (account, request, attempt, instance, period,"
                            + " orchestrator, pipeline, model, pixels, price, charge, owed,"
                            + " owed_on_dispatch, quote, dispatched_at)"
                            + " VALUES (?, ?, ?, 'i', ?, ?, 'upscale', ?, 64, '1 wei/px', ?, ?, 0,"
                            + " ?, ?)",
                        account,
                        request,
                        (long) attempt,
                        quote == null ? "prepaid" : "",
                        orchestrator,
                        model,
                        charge,
                        owed,
                        quote,
                        at.toEpochMilli())
                    .compose(
                        v ->
                            quote == null
                                ? Future.succeededFuture()
                                : session.change(
                                    "INSERT INTO quote_use (quote, account, request, at)"
                                        + " VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING",
                                    quote,
                                    account,
                                    request))
                    .compose(
                        v ->
                            session.changeEach(
                                "INSERT INTO transfer (account, request, attempt, step, at, debit,"
                                    + " credit, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                steps(end).stream()
                                    .map(
                                        step ->
                                            List.<Object>of(
                                                account,
                                                request,
                                                (long) attempt,
                                                step,
                                                at.toEpochMilli(),
                                                step.equals("loss") ? "gateway" : "from",
                                                "to",
                                                charge))
                                    .toList()))));
  }

  private static List<String> steps(End end) {
    return switch (end) {
      case OPEN -> List.of("dispatched");
      case SETTLED -> List.of("dispatched", "settled");
      case RELEASED -> List.of("dispatched", "released");
      case LOST -> List.of("dispatched", "lost");
      case BORNE -> List.of("dispatched", "released", "loss");
      case QUOTED -> List.of("dispatched", "settled", "loss");
    };
  }

  /** What this query counts. */
  public long count(String sql) {
    return join(database.read(session -> session.rows(sql))).getFirst().number(0);
  }
}
