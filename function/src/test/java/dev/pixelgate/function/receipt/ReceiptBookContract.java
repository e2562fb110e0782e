package dev.pixelgate.function.receipt;

import static dev.pixelgate.function.assembly.Blocking.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.receipt.Chain;
import dev.pixelgate.pricing.receipt.Head;
import dev.pixelgate.pricing.receipt.Link;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for receipts, whichever database keeps them. */
abstract class ReceiptBookContract {
  private Vertx vertx;
  private Database database;
  private String instance = "i_1";
  private ReceiptBook book;

  /** An empty database; each call opens the same one anew. */
  abstract Database database(Vertx vertx);

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = database(vertx);
    book = new ReceiptBook(database, () -> instance);
  }

  @AfterEach
  void close() {
    join(database.close());
    join(vertx.close());
  }

  private void write(ReceiptBook by, String account, String... ids) {
    join(
        database.transaction(
            session -> {
              Future<Void> done = Future.succeededFuture();
              for (String id : ids) {
                done =
                    done.compose(d -> by.write(TestingReceipts.of(account, id)).apply(session))
                        .mapEmpty();
              }
              return done;
            }));
  }

  /** Applies this within a transaction that is undone. */
  private void undone(Write write) {
    join(
        database
            .transaction(
                session ->
                    write
                        .apply(session)
                        .compose(d -> Future.failedFuture(new IllegalStateException("undone"))))
            .otherwiseEmpty());
  }

  private List<Link> links() {
    return join(
        database.read(
            (Session session) ->
                session
                    .rows("SELECT body FROM receipt ORDER BY account, instance, seq")
                    .map(rows -> rows.stream().map(row -> LinkReader.read(row.text(0))).toList())));
  }

  private void assertWhole(Chain... chains) {
    assertEquals(List.of(chains), Chain.of(links()));
  }

  private static Chain whole(String account, String instance, long to, Optional<Head> follows) {
    return new Chain(account, instance, 1, to, follows, List.of());
  }

  @Test
  void chainsTheReceiptsOfAnAccount() {
    write(book, "acme", "r_1", "r_2");
    write(book, "acme", "r_3");
    write(book, "other", "r_4");

    assertWhole(
        whole("acme", "i_1", 3, Optional.empty()), whole("other", "i_1", 1, Optional.empty()));
  }

  @Test
  void findsAReceiptByItsRequest() {
    assertEquals(Optional.empty(), join(book.find("r_1")));
    write(book, "acme", "r_1");

    KeptReceipt kept = join(book.find("r_1")).orElseThrow();

    assertEquals("acme", kept.account());
    assertEquals("r_1", LinkReader.read(kept.body()).id());
    assertEquals(Optional.empty(), join(book.find("r_2")));
  }

  /** The end that is remembered is then one that is not in the store. */
  @Test
  void doesNotForkWhenATransactionIsUndone() {
    undone(book.write(TestingReceipts.of("acme", "r_0")));
    write(book, "acme", "r_1");
    undone(book.write(TestingReceipts.of("acme", "r_2")));
    undone(book.write(TestingReceipts.of("acme", "r_3")));
    write(book, "acme", "r_3", "r_2");

    assertWhole(whole("acme", "i_1", 3, Optional.empty()));
  }

  @Test
  void writesAReceiptOnceHoweverOftenItIsApplied() {
    write(book, "acme", "r_1", "r_1", "r_2");
    write(book, "acme", "r_1", "r_2", "r_3");
    write(new ReceiptBook(database, () -> instance), "acme", "r_3");

    assertWhole(whole("acme", "i_1", 3, Optional.empty()));
  }

  @Test
  void beginsAChainThatFollowsTheLastOneAfterARestart() {
    write(book, "acme", "r_1", "r_2");
    Head last = links().getLast().head();
    write(new ReceiptBook(database, () -> "i_2"), "acme", "r_3", "r_4");

    assertWhole(
        whole("acme", "i_1", 2, Optional.empty()), whole("acme", "i_2", 2, Optional.of(last)));
  }

  /** A server that was taken for dead goes on under another name. */
  @Test
  void beginsAChainUnderTheNewNameOfItsServer() {
    write(book, "acme", "r_1");
    Head last = links().getLast().head();
    instance = "i_2";
    write(book, "acme", "r_2", "r_3");

    assertWhole(
        whole("acme", "i_1", 1, Optional.empty()), whole("acme", "i_2", 2, Optional.of(last)));
  }

  @Test
  void keepsChainsWholeWhateverFails() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ReceiptBook> books =
        List.of(
            book, new ReceiptBook(database, () -> "i_2"), new ReceiptBook(database, () -> "i_3"));
    int written = 0;
    for (int i = 0; i < 200; i++) {
      ReceiptBook by = books.get(random.nextInt(books.size()));
      String account = "account" + random.nextInt(3);
      if (random.nextInt(3) == 0) {
        undone(by.write(TestingReceipts.of(account, "r_" + i)));
      } else {
        write(by, account, "r_" + i);
        written++;
      }
    }
    List<Link> links = links();
    assertEquals(written, links.size(), () -> "seed " + seed);
    assertTrue(
        Chain.of(links).stream().allMatch(chain -> chain.flaws().isEmpty()), () -> "seed " + seed);
  }
}
