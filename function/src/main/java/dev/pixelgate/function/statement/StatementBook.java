package dev.pixelgate.function.statement;

import dev.pixelgate.function.store.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * What accounts spent, from the ledger in the store. Any thread. One statement is made at a time,
 * some attempts at a time: orders, which wait for the same store, come in between.
 */
public final class StatementBook {
  private final Database database;

  // Guarded by this.
  private Future<?> last = Future.succeededFuture();

  /** Those of this store. */
  public StatementBook(Database database) {
    this.database = database;
  }

  /**
   * What this account spent on these days; nothing where there is no store. Completes on the
   * calling context where there is one.
   */
  public Future<List<DayLine>> lines(String account, Days days) {
    Context caller = Vertx.currentContext();
    Promise<List<DayLine>> done = Promise.promise();
    synchronized (this) {
      last =
          last.transform(before -> new StatementReading(database, account, days).lines())
              .onComplete(
                  lines -> {
                    if (caller == null) {
                      done.handle(lines);
                    } else {
                      caller.runOnContext(there -> done.handle(lines));
                    }
                  });
    }
    return done.future();
  }
}
