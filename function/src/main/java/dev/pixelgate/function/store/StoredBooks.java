package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.discovery.BookStore;
import dev.pixelgate.router.discovery.SavedBook;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last price book in the store; saving and loading take no event loop. */
public final class StoredBooks implements BookStore {
  private static final Logger LOG = LoggerFactory.getLogger(StoredBooks.class);

  /**
   * Of 10,000 orchestrators that name 256 models each only the newest are kept: about 15 MB on
   * disk. A thousand real ones have some 20,000 offers.
   */
  static final int MOST_OFFERS = 50_000;

  private final Database database;
  private final InstantSource clock;
  private Future<Void> saved = Future.succeededFuture();

  /** Keeps it there; a file is opened when a book is loaded or saved, and made for a save. */
  public StoredBooks(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Future<Optional<SavedBook>> load() {
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database.read(session -> BookRows.load(session).recover(StoredBooks::asNone))
                    : Future.succeededFuture(Optional.empty()));
  }

  /** One that this version cannot read is as good as none: the next save takes its place. */
  private static Future<Optional<SavedBook>> asNone(Throwable cause) {
    if (cause instanceof IllegalArgumentException || cause instanceof DateTimeException) {
      LOG.warn("the last price book is of another version and is not used: {}", cause.getMessage());
      return Future.succeededFuture(Optional.empty());
    }
    return Future.failedFuture(cause);
  }

  /** One after the other: of two the later stays. */
  @Override
  public synchronized Future<Void> save(SavedBook book) {
    saved = saved.transform(before -> write(book));
    return saved;
  }

  private Future<Void> write(SavedBook book) {
    return database
        .transaction(session -> BookRows.replace(session, bounded(book), clock.instant()))
        .mapEmpty();
  }

  private static SavedBook bounded(SavedBook book) {
    if (book.offers().size() <= MOST_OFFERS) {
      return book;
    }
    List<Offer> newest =
        book.offers().stream()
            .sorted(Comparator.comparing(Offer::seenAt).reversed())
            .limit(MOST_OFFERS)
            .toList();
    return new SavedBook(newest, book.known(), book.addresses());
  }
}
