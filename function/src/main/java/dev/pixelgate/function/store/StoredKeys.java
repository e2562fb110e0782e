package dev.pixelgate.function.store;

import io.vertx.core.Future;
import java.util.Optional;

/** The good keys of a store, looked at again and again; for one context. */
final class StoredKeys {
  private final Database database;
  private boolean seen;

  StoredKeys(Database database) {
    this.database = database;
  }

  /**
   * The keys now; nothing when there is no store yet. Fails with {@link StoreException} when the
   * store cannot be used, or is gone.
   */
  Future<Optional<Keyring>> look() {
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database
                        .read(KeyRows::keyring)
                        .onSuccess(keys -> seen = true)
                        .map(Optional::of)
                    : none());
  }

  private Future<Optional<Keyring>> none() {
    return seen
        ? Future.failedFuture(new StoreException("the store " + database + " is gone"))
        : Future.succeededFuture(Optional.empty());
  }
}
