package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
final class SqliteBookStoreTest extends BookStoreContract {
  private static final SavedBook BOOK = of(offer("alpha", WeiPerPixel.of(7, 3), SEEN));

  @TempDir private Path folder;
  private Vertx vertx;
  private ServerStore server;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    server = new ServerStore(vertx, data());
  }

  @AfterEach
  void close() throws Exception {
    await(server.close());
  }

  private Path data() {
    return folder.resolve("data");
  }

  @Override
  BookStore store() {
    return new SqliteBookStore(server, InstantSource.system());
  }

  private void change(String sql) {
    try (SqliteStore store = SqliteStore.open(data())) {
      store.transaction(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.executeUpdate(sql);
            }
          });
    }
  }

  @Test
  void makesNoStoreToLookIntoIt() throws Exception {
    assertEquals(Optional.empty(), await(store().load()));
    assertFalse(Files.exists(data()));
  }

  @Test
  void isThereForTheNextProcess() throws Exception {
    await(store().save(BOOK));
    ServerStore next = new ServerStore(vertx, data());
    assertEquals(
        Optional.of(BOOK), await(new SqliteBookStore(next, InstantSource.system()).load()));
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
    change(change);
    assertEquals(Optional.empty(), await(store.load()));

    await(store.save(BOOK));
    assertEquals(Optional.of(BOOK), await(store.load()));
  }

  @Test
  void keepsTheNewestOfTooManyOffers() throws Exception {
    BookStore store = store();
    List<Offer> offers =
        IntStream.rangeClosed(0, SqliteBookStore.MOST_OFFERS)
            .mapToObj(i -> offer("o" + i, WeiPerPixel.of(i, 1), SEEN.plusSeconds(i)))
            .toList();
    await(store.save(new SavedBook(offers, List.of(UPSCALE), List.of())));

    SavedBook kept = await(store.load()).orElseThrow();
    assertEquals(SqliteBookStore.MOST_OFFERS, kept.offers().size());
    assertFalse(kept.offers().contains(offers.getFirst()), "the oldest went");
    assertEquals(List.of(UPSCALE), kept.known());
    assertTrue(Files.size(data().resolve("pixelgate.db")) < 20_000_000, "bytes on disk");
  }

  @Test
  void failsOnAFileThatIsNoDatabaseAndGoesOnWithTheNextOne() throws Exception {
    BookStore store = store();
    Path file = Files.createDirectories(data()).resolve("pixelgate.db");
    Files.writeString(file, "not a database".repeat(200));
    assertInstanceOf(StoreException.class, cause(store.load()));
    assertInstanceOf(StoreException.class, cause(store.save(BOOK)));

    Files.delete(file);
    await(store.save(BOOK));
    assertEquals(Optional.of(BOOK), await(store.load()));
  }

  private static Throwable cause(Future<?> future) {
    CompletableFuture<?> ended = future.toCompletionStage().toCompletableFuture();
    return assertThrows(CompletionException.class, ended::join).getCause();
  }

  @Test
  void failsInAFolderThatCannotBeMade() throws IOException {
    Files.writeString(folder.resolve("data"), "a file");
    assertInstanceOf(StoreException.class, cause(store().save(BOOK)));
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
}
