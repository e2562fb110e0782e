package dev.pixelgate.function.http;

import dev.pixelgate.function.ledger.Journal;
import dev.pixelgate.function.store.Write;
import io.vertx.core.Future;
import java.util.List;

/** A journal whose store is away. */
record NoJournal() implements Journal {
  @Override
  public Future<Void> require(List<Write> writes) {
    return Future.failedFuture("there is no store");
  }

  @Override
  public Future<Void> record(List<Write> writes) {
    return Future.succeededFuture();
  }

  @Override
  public boolean isAvailable() {
    return false;
  }
}
