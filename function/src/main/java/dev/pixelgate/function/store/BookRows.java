package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.discovery.PeerAddress;
import dev.pixelgate.router.discovery.SavedBook;
import io.vertx.core.Future;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on the tables of the last price book. */
final class BookRows {
  private BookRows() {}

  /**
   * Puts this book in the place of the one before. The row that says that there is one comes first:
   * instances that save at the same time wait there for each other.
   */
  static Future<?> replace(Session session, SavedBook book, Instant now) {
    return session
        .change(
            "INSERT INTO book (id, saved_at) VALUES (1, ?)"
                + " ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at",
            now.toEpochMilli())
        .compose(locked -> session.change("DELETE FROM book_offer"))
        .compose(deleted -> session.change("DELETE FROM book_known"))
        .compose(deleted -> session.change("DELETE FROM book_address"))
        .compose(deleted -> OfferRows.insert(session, book.offers()))
        .compose(
            inserted ->
                session.changeEach(
                    "INSERT INTO book_known (pipeline, model) VALUES (?, ?)",
                    book.known().stream().map(BookRows::texts).toList()))
        .compose(
            inserted ->
                session.changeEach(
                    "INSERT INTO book_address (name, url, origin) VALUES (?, ?, ?)",
                    book.addresses().stream().map(BookRows::texts).toList()));
  }

  private static List<@Nullable Object> texts(Capability capability) {
    return List.of(capability.pipeline().wireName(), capability.model());
  }

  private static List<@Nullable Object> texts(PeerAddress address) {
    return List.of(address.name(), address.url().toString(), address.origin().name());
  }

  /**
   * The book that is stored, if there is one. Fails with {@link IllegalArgumentException} when it
   * holds what this version does not know, and with {@link DateTimeException} when a time in it is
   * none.
   */
  static Future<Optional<SavedBook>> load(Session session) {
    return session
        .rows("SELECT saved_at FROM book")
        .compose(
            rows ->
                rows.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : whole(session).map(Optional::of));
  }

  private static Future<SavedBook> whole(Session session) {
    Future<List<Offer>> offers = OfferRows.all(session);
    Future<List<Row>> known = session.rows("SELECT pipeline, model FROM book_known ORDER BY id");
    Future<List<Row>> addresses =
        session.rows("SELECT name, url, origin FROM book_address ORDER BY id");
    return Future.all(offers, known, addresses)
        .map(
            all ->
                new SavedBook(
                    offers.result(),
                    known.result().stream()
                        .map(row -> OfferRows.capability(row.text(0), row.text(1)))
                        .toList(),
                    addresses.result().stream().map(BookRows::address).toList()));
  }

  private static PeerAddress address(Row row) {
    return new PeerAddress(
        row.text(0), URI.create(row.text(1)), PeerAddress.Origin.valueOf(row.text(2)));
  }
}
