package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.discovery.BookStore;
import dev.pixelgate.router.discovery.SavedBook;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last price book in the store; saving and loading take no event loop. */
public final class SqliteBookStore implements BookStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteBookStore.class);

  /**
   * Of 10,000 orchestrators that name 256 models each only the newest are kept: about 15 MB on
   * disk. A thousand real ones have some 20,000 offers.
   */
  static final int MOST_OFFERS = 50_000;

  private final ServerStore store;
  private final InstantSource clock;

  /** Keeps it there; the store is opened when a book is loaded or saved, and made for a save. */
  public SqliteBookStore(ServerStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Future<Optional<SavedBook>> load() {
    return store
        .read(open -> open.transaction(SqliteBookStore::readable))
        .map(book -> book.flatMap(found -> found));
  }

  /** One that this version cannot read is as good as none: the next save takes its place. */
  private static Optional<SavedBook> readable(Connection connection) throws SQLException {
    try {
      return BookRows.load(connection);
    } catch (IllegalArgumentException | DateTimeException e) {
      LOG.warn("the last price book is of another version and is not used: {}", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public Future<Void> save(SavedBook book) {
    return store
        .transaction(
            connection -> {
              BookRows.replace(connection, bounded(book), clock.instant());
              return true;
            })
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
