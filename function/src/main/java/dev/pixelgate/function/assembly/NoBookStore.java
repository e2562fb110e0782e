package dev.pixelgate.function.assembly;

import dev.pixelgate.router.discovery.BookStore;
import dev.pixelgate.router.discovery.SavedBook;
import io.vertx.core.Future;
import java.util.Optional;

/** Keeps no price book: a market begins anew with each start. */
public record NoBookStore() implements BookStore {
  @Override
  public Future<Optional<SavedBook>> load() {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Void> save(SavedBook book) {
    return Future.succeededFuture();
  }
}
