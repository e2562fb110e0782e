package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.discovery.BookStore;
import dev.pixelgate.router.discovery.SavedBook;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A book in any kind of store. */
@ExtendWith(VertxExtension.class)
abstract class StoredBooksContract extends BookStoreContract {
  private static final SavedBook BOOK = of(offer("alpha", WeiPerPixel.of(7, 3), SEEN));

  private Vertx vertx;
  private Database database;

  /** A user of the same, at first empty, store. */
  abstract Database open(Vertx vertx);

  @BeforeEach
  void openFirst(Vertx vertx) {
    this.vertx = vertx;
    database = open(vertx);
  }

  @AfterEach
  void close() throws Exception {
    await(database.close());
  }

  @Override
  BookStore store() {
    return new StoredBooks(database, InstantSource.system());
  }

  @Test
  void isThereForTheNextProcess() throws Exception {
    await(store().save(BOOK));
    Database next = open(vertx);
    assertEquals(Optional.of(BOOK), await(new StoredBooks(next, InstantSource.system()).load()));
    await(next.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE book_offer SET pipeline = 'paint'",
        "UPDATE book_offer SET price = '1E-8 EUR/px'",
        "UPDATE book_offer SET price = '7/0 wei/px'",
        "UPDATE book_offer SET price = '7 wei/px'",
        "UPDATE book_offer SET price = ''",
        "UPDATE book_offer SET formats = 'PNG HEIC'",
        "UPDATE book_offer SET formats = ''",
        "UPDATE book_offer SET source = 'GUESSED'",
        "UPDATE book_offer SET seen_at = 'yesterday'",
        "INSERT INTO book_known (pipeline, model) VALUES ('paint', 'm')",
        "INSERT INTO book_address (name, url, origin) VALUES ('n', 'no url', 'NODE')",
        "INSERT INTO book_address (name, url, origin) VALUES ('n', 'http://n', 'RUMOUR')"
      })
  void aBookThatThisVersionCannotReadIsAsGoodAsNone(String change) throws Exception {
    BookStore store = store();
    await(store.save(BOOK));
    await(database.transaction(session -> session.change(change)));
    assertEquals(Optional.empty(), await(store.load()));

    await(store.save(BOOK));
    assertEquals(Optional.of(BOOK), await(store.load()));
  }

  /** With one offer more than is kept. */
  static SavedBook biggest() {
    List<Offer> offers =
        IntStream.rangeClosed(0, StoredBooks.MOST_OFFERS)
            .mapToObj(i -> offer("o" + i, WeiPerPixel.of(i, 1), SEEN.plusSeconds(i)))
            .toList();
    return new SavedBook(offers, List.of(UPSCALE), List.of());
  }

  @Test
  void keepsTheNewestOfTooManyOffers() throws Exception {
    BookStore store = store();
    await(store.save(biggest()));

    SavedBook kept = await(store.load()).orElseThrow();
    assertEquals(StoredBooks.MOST_OFFERS, kept.offers().size());
    assertFalse(kept.offers().contains(biggest().offers().getFirst()), "the oldest went");
    assertEquals(List.of(UPSCALE), kept.known());
  }

  @Test
  void completesOnTheContextOfItsCaller() throws Exception {
    Context caller = vertx.getOrCreateContext();
    Promise<Context> completedOn = Promise.promise();
    caller.runOnContext(
        there ->
            store()
                .save(BOOK)
                .onSuccess(saved -> completedOn.complete(Vertx.currentContext()))
                .onFailure(completedOn::fail));
    assertSame(caller, await(completedOn.future()));
  }

  @Test
  void twoInstancesMaySaveAtOnce() throws Exception {
    Database other = open(vertx);
    SavedBook second = of(offer("beta", WeiPerPixel.of(1, 1), SEEN));
    List<Future<Void>> saved = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      saved.add(store().save(BOOK));
      saved.add(new StoredBooks(other, InstantSource.system()).save(second));
    }
    await(Future.join(saved));
    assertTrue(List.of(BOOK, second).contains(await(store().load()).orElseThrow()));
    await(other.close());
  }
}
