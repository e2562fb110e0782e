package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.discovery.BookStore;
import dev.pixelgate.router.discovery.SavedBook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoredBooksTest extends StoredBooksContract {
  private static final SavedBook BOOK = of(offer("alpha", WeiPerPixel.of(7, 3), SEEN));

  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  @Override
  Database open(Vertx vertx) {
    return new SqliteDatabase(vertx, data());
  }

  @Test
  void makesNoStoreToLookIntoIt() throws Exception {
    assertEquals(Optional.empty(), await(store().load()));
    assertFalse(Files.exists(data()));
  }

  @Test
  void theBiggestBookTakesLessThan20MegabytesOfTheDisk() throws Exception {
    await(store().save(biggest()));
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
}
