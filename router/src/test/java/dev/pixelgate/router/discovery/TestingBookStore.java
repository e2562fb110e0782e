package dev.pixelgate.router.discovery;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps books in memory, or fails when it is told to. */
final class TestingBookStore implements BookStore {
  private final List<SavedBook> saved = new ArrayList<>();
  private boolean broken;

  static TestingBookStore with(SavedBook book) {
    TestingBookStore store = new TestingBookStore();
    store.saved.add(book);
    return store;
  }

  void breakDown() {
    broken = true;
  }

  int saves() {
    return saved.size();
  }

  SavedBook last() {
    return saved.getLast();
  }

  @Override
  public Future<Optional<SavedBook>> load() {
    if (broken) {
      return Future.failedFuture("the disk is gone");
    }
    return Future.succeededFuture(
        saved.isEmpty() ? Optional.empty() : Optional.of(saved.getLast()));
  }

  @Override
  public Future<Void> save(SavedBook book) {
    if (broken) {
      return Future.failedFuture("the disk is gone");
    }
    saved.add(book);
    return Future.succeededFuture();
  }
}
