package dev.pixelgate.router.discovery;

import io.vertx.core.Future;
import java.util.Optional;

/** Keeps the last price book, so that a cold instance can sell before it has discovered. */
public interface BookStore {
  /** The last book that was saved; nothing when there is none that this version reads. */
  Future<Optional<SavedBook>> load();

  /** Takes the place of the book before. */
  Future<Void> save(SavedBook book);
}
