package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.ledger.Journal;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Write;
import io.vertx.core.Future;
import java.util.List;

/** Writes at once, each call in a transaction of its own. */
record TestingJournal(Database database) implements Journal {
  @Override
  public Future<Void> require(List<Write> writes) {
    return database.transaction(
        session -> {
          Future<Void> done = Future.succeededFuture();
          for (Write write : writes) {
            done = done.compose(d -> write.apply(session)).mapEmpty();
          }
          return done;
        });
  }

  @Override
  public Future<Void> record(List<Write> writes) {
    return require(writes);
  }

  @Override
  public boolean isAvailable() {
    return true;
  }
}
