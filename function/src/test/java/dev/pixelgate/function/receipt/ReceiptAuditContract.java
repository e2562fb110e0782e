package dev.pixelgate.function.receipt;

import static dev.pixelgate.function.assembly.Blocking.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.ledger.Audit.Checked;
import dev.pixelgate.function.retention.TestingAttempts;
import dev.pixelgate.function.retention.TestingAttempts.End;
import dev.pixelgate.function.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the audit of receipts and for those that a crash left out. */
abstract class ReceiptAuditContract {
  private static final Instant NOW = TestingReceipts.NOON;
  private static final Duration KEPT = Duration.ofDays(100);

  private Vertx vertx;
  private Database database;
  private TestingAttempts attempts;
  private ReceiptBook book;

  /** An empty database; each call opens the same one anew. */
  abstract Database database(Vertx vertx);

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = database(vertx);
    attempts = new TestingAttempts(database);
    book = new ReceiptBook(database, () -> "i_1");
  }

  @AfterEach
  void close() {
    join(database.close());
    join(vertx.close());
  }

  private void receipts(String account, int many) {
    for (int i = 1; i <= many; i++) {
      String id = account + i;
      join(
          new TestingJournal(database)
              .record(List.of(book.write(TestingReceipts.of(account, id)))));
    }
  }

  private void change(String sql) {
    join(database.transaction(session -> session.change(sql)));
  }

  private List<String> findings() {
    return join(new ReceiptAudit(database, NOW, KEPT).run()).stream()
        .map(Checked::findings)
        .flatMap(List::stream)
        .toList();
  }

  private void makeMissing() {
    join(new MissingReceipts(database, book, new TestingJournal(database), () -> NOW, KEPT).make());
  }

  @Test
  void findsNothingInWholeChains() {
    receipts("acme", 1201); // more than are read at once
    receipts("other", 1);

    List<Checked> all = join(new ReceiptAudit(database, NOW, KEPT).run());

    assertTrue(all.stream().allMatch(one -> one.findings().isEmpty()), all::toString);
    assertEquals(1202, all.getFirst().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM receipt WHERE seq = 3",
        "DELETE FROM receipt WHERE seq = 1",
        "DELETE FROM receipt WHERE seq = 5",
        "UPDATE receipt SET body = REPLACE(body, '640000 USD', '640001 USD') WHERE seq = 2",
        "UPDATE receipt SET body = REPLACE(body, 'cheapest', 'dearest') WHERE seq = 5",
        "UPDATE receipt SET id = 'r_other' WHERE seq = 4",
        "UPDATE receipt SET hash = REPLACE(hash, SUBSTR(hash, 1, 1), 'x') WHERE seq = 4",
        "UPDATE receipt_chain SET seq = 6",
      })
  void findsWhatWasDoneToAChain(String sql) {
    receipts("acme", 5);
    change(sql);

    assertTrue(!findings().isEmpty(), sql);
  }

  @Test
  void findsAReceiptThatChargesAnythingElse() {
    attempts.add("acme", "acme1", 1, NOW, "m", "alpha", 640_001, End.SETTLED);
    receipts("acme", 1);

    assertEquals(
        List.of(
            "account acme instance i_1 receipt 1 charges 0.000000640000 USD, booked are"
                + " 0.000000640001 USD"),
        findings());
  }

  @Test
  void findsAnOrderWithoutAReceipt() {
    Instant before = NOW.minus(Duration.ofHours(2));
    attempts.add("acme", "r_1", 1, before, "m", "alpha", 5, End.RELEASED);
    attempts.add("acme", "r_1", 2, before, "m", "alpha", 5, End.LOST);

    assertEquals(List.of("account acme request r_1"), findings());
  }

  /** Where others may have taken a server for dead that lives, its order may end yet. */
  @Test
  void waitsForTheReceiptOfACrashWhereTheStoreIsShared() {
    attempts.add("acme", "r_1", 1, NOW.minus(Duration.ofHours(1)), "m", "alpha", 5, End.LOST);

    assertEquals(database.isShared() ? List.of() : List.of("account acme request r_1"), findings());
  }

  @Test
  void missesNoReceiptOfAnOrderThatMayGoOnOrIsOld() {
    attempts.add("acme", "r_1", 1, NOW, "m", "alpha", 5, End.OPEN);
    attempts.add("acme", "r_2", 1, NOW.minus(KEPT).minusMillis(1), "m", "beta", 5, End.SETTLED);
    assertEquals(List.of(), findings());

    attempts.add("acme", "r_3", 1, NOW, "m", "alpha", 5, End.SETTLED);
    change("INSERT INTO instance (id, started_at, seen_at) VALUES ('i', 0, 0)");
    assertEquals(List.of(), findings());
  }

  @Test
  void makesTheReceiptsThatACrashLeftOut() {
    Instant before = NOW.minus(Duration.ofHours(2));
    attempts.add("acme", "r_1", 1, before, "m", "alpha", 5, End.RELEASED);
    attempts.add("acme", "r_1", 2, before, "m", "beta", 7, End.LOST);
    attempts.add("acme", "acme1", 1, before, "m", "beta", 640_000, End.SETTLED);
    receipts("acme", 1);

    makeMissing();
    makeMissing();

    assertEquals(List.of(), findings());
    assertEquals(2, attempts.count("SELECT COUNT(*) FROM receipt"));
    JsonObject made = new JsonObject(join(book.find("r_1")).orElseThrow().body());
    assertEquals("0.000000000007 USD", made.getString("charge"));
    assertEquals(2, made.getJsonArray("attempts").size());
    assertEquals("lost", made.getJsonArray("attempts").getJsonObject(1).getString("outcome"));
    assertTrue(made.getString("why").contains("the server ended"), made::encode);
  }

  private void paid(String request, int attempt, long tickets, String wei) {
    change(
        """
        INSERT INTO payment (id, at, instance, kind, orchestrator, pipeline, model, account,
          request, attempt, tickets, wei, debit, credit)
        VALUES ('%s', 0, 'i', 'paid', 'beta', 'upscale', 'm', 'acme', '%s', %d, %d, '%s',
          'deposit', 'credit:beta')"""
            .formatted(wei, request, attempt, tickets, wei));
  }

  @Test
  void tellsInWeiWhatACrashCutOff() {
    Instant before = NOW.minus(Duration.ofHours(2));
    attempts.add("acme", "r_1", 1, before, "m", "alpha", 5, End.RELEASED);
    attempts.add("acme", "r_1", 2, before, "m", "beta", 7, End.LOST);
    change("UPDATE attempt SET wei = '2334', rate = '3120.55', rate_until = 1795953600000");
    paid("r_1", 2, 100, "8000000000");
    paid("r_1", 2, 3, "24");

    makeMissing();

    JsonObject made = new JsonObject(join(book.find("r_1")).orElseThrow().body());
    JsonObject released = made.getJsonArray("attempts").getJsonObject(0);
    assertEquals("0 wei", released.getString("owed_wei"));
    assertFalse(released.containsKey("paid"));
    JsonObject lost = made.getJsonArray("attempts").getJsonObject(1);
    assertEquals("2334 wei", lost.getString("owed_wei"));
    assertEquals("3120.55 USD/ETH", lost.getString("rate"));
    assertEquals("2026-11-29T12:00:00.000Z", lost.getString("rate_until"));
    assertEquals(
        new JsonObject().put("wei", "8000000024 wei").put("tickets", 103),
        lost.getJsonObject("paid"));
    assertEquals(List.of(), findings());
  }

  @Test
  void findsAReceiptThatSaysThatMoreWasPaidThanIsBooked() {
    Instant before = NOW.minus(Duration.ofHours(2));
    attempts.add("acme", "r_1", 1, before, "m", "beta", 7, End.SETTLED);
    change("UPDATE attempt SET wei = '2334', rate = '3120.55'");
    paid("r_1", 1, 3, "24");
    makeMissing();
    paid("r_1", 1, 1, "8");
    assertEquals(List.of(), findings());

    change("UPDATE payment SET wei = '15'");
    change("DELETE FROM payment WHERE id = '8'");

    assertEquals(
        List.of("account acme instance i_1 receipt 1 says that 24 wei were paid, booked are 15"),
        findings());
  }

  @Test
  void leavesTheOrdersOfServersThatRun() {
    attempts.add("acme", "r_1", 1, NOW, "m", "alpha", 5, End.SETTLED);
    change("INSERT INTO instance (id, started_at, seen_at) VALUES ('i', 0, 0)");

    makeMissing();

    assertEquals(0, attempts.count("SELECT COUNT(*) FROM receipt"));
  }
}
