package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Checks the ledger's invariants in the store, at one moment's state; changes nothing. */
public final class Audit {
  private final Database database;

  /** Of what this store holds. */
  public Audit(Database database) {
    this.database = database;
  }

  /** Checks all of them. Fails when the store cannot be read. */
  public Future<List<Checked>> run() {
    return database.read(Audit::run);
  }

  /** The same within some other work. */
  static Future<List<Checked>> run(Session session) {
    List<Checked> all = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (List<Invariant> some : List.of(Invariant.ALL, CreditInvariants.ALL)) {
      for (Invariant invariant : some) {
        done = done.compose(v -> check(session, invariant)).map(all::add).mapEmpty();
      }
    }
    done = done.compose(v -> new PaymentWorth(session).check()).map(all::add).mapEmpty();
    return done.map(v -> List.copyOf(all));
  }

  private static Future<Checked> check(Session session, Invariant invariant) {
    return session
        .rows(invariant.count())
        .compose(
            count ->
                session
                    .rows(invariant.violations())
                    .map(
                        rows ->
                            new Checked(
                                invariant.words(),
                                count.getFirst().number(0),
                                rows.stream().map(Audit::finding).toList())));
  }

  private static String finding(Row row) {
    return row.text(0);
  }

  /**
   * One invariant.
   *
   * @param invariant in words, such as "no attempt ended twice"
   * @param count how many rows it was checked for
   * @param findings where it does not hold, at most 100; empty if it does
   */
  public record Checked(String invariant, long count, List<String> findings) {
    public Checked {
      findings = List.copyOf(findings);
    }
  }
}
