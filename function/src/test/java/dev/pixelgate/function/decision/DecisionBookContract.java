package dev.pixelgate.function.decision;

import static dev.pixelgate.function.assembly.Blocking.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.retention.Retention;
import dev.pixelgate.function.retention.RetentionRules;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.function.view.DecisionJson;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.router.DecisionRecord;
import dev.pixelgate.router.selection.Decision;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of decisions and for how long, whichever database there is. */
abstract class DecisionBookContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Selector SELECTOR =
      new Selector(Caps.NONE, PolicyName.CHEAPEST, TimeWorth.DEFAULT);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  private final List<String> dropped = new ArrayList<>();
  private final RandomMarket market = new RandomMarket(new Random(8), 12);
  private Vertx vertx;
  private Database database;
  private Ledger ledger;
  private DecisionBook book;

  /** An empty database; each call opens the same one anew. */
  abstract Database database(Vertx vertx);

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = database(vertx);
    ledger = join(Ledger.start(vertx, database, account -> Optional.empty(), now::get));
    book = book(database);
  }

  @AfterEach
  void close() {
    join(ledger.close());
    join(database.close());
    join(vertx.close());
  }

  private DecisionBook book(Database there) {
    return book(there, HOUR);
  }

  private DecisionBook book(Database there, Duration keep) {
    return new DecisionBook(
        vertx, there, ledger.journal(), keep, now::get, () -> dropped.add("one"));
  }

  private static String json(DecisionRecord record) {
    return DecisionJson.of(record, new Decision(record.question(), SELECTOR).explain()).encode();
  }

  /** Makes some, on an event loop as requests do. */
  private Map<String, String> decide(int count) {
    Map<String, String> told = new LinkedHashMap<>();
    List<Future<?>> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      market.move();
      DecisionRecord record = market.decide();
      told.put(record.id(), json(record));
      written.add(onLoop(() -> ledger.journal().record(List.of(book.write(record)))));
    }
    join(Future.all(written));
    return told;
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    vertx.runOnContext(there -> work.get().onComplete(done));
    return done.future();
  }

  private Optional<String> find(DecisionBook where, String id) {
    return join(onLoop(() -> where.find(id))).map(KeptDecision::record).map(one -> json(one));
  }

  private long count(String table) {
    return join(
        database.read(
            session ->
                session
                    .rows("SELECT COUNT(*) FROM " + table)
                    .map(rows -> rows.getFirst().number(0))));
  }

  private void forget() {
    forget(HOUR);
  }

  private void forget(Duration keep) {
    RetentionRules rules = new RetentionRules(Duration.ofDays(100), Duration.ofDays(10), keep);
    join(new Retention(vertx, database, rules, now::get).run());
  }

  private void later(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Test
  void isReadByWhoeverSharesTheStore() {
    Map<String, String> told = decide(60);
    Database other = database(vertx);
    try {
      DecisionBook elsewhere = book(other);
      told.forEach((id, json) -> assertEquals(Optional.of(json), find(elsewhere, id)));
      assertEquals(Optional.empty(), find(elsewhere, "r_none"));
      assertEquals("acme", join(elsewhere.find("r_0")).orElseThrow().account());
    } finally {
      join(other.close());
    }
  }

  @Test
  void isWrittenOnceHoweverOftenItIsMade() {
    DecisionRecord record = market.decide();
    var write = book.write(record);
    join(onLoop(() -> ledger.journal().record(List.of(write))));
    join(onLoop(() -> ledger.journal().record(List.of(write))));
    assertEquals(1, count("decision"));
    assertEquals(Optional.of(json(record)), find(book, record.id()));
  }

  @Test
  void isToldForItsTimeAndThenForgotten() {
    String id = decide(1).keySet().iterator().next();
    later(HOUR.minusSeconds(1));
    forget();
    assertTrue(find(book, id).isPresent());
    later(Duration.ofSeconds(2));
    assertFalse(find(book, id).isPresent());
    forget();
    assertEquals(0, count("decision"));
  }

  /** A market that stands still has one book for days. */
  @Test
  void aPageStaysAsLongAsSomebodyRefersToItAndIsMadeAnewInTime() {
    market.move();
    Map<String, String> told = new LinkedHashMap<>();
    for (int quarter = 0; quarter < 20; quarter++) {
      DecisionRecord record = market.decide();
      told.put(record.id(), json(record));
      join(onLoop(() -> ledger.journal().record(List.of(book.write(record)))));
      later(Duration.ofMinutes(15));
      forget();
      assertEquals(Math.min(quarter + 1, 3), told.keySet().stream().filter(this::isTold).count());
    }
    told.forEach((id, json) -> find(book, id).ifPresent(found -> assertEquals(json, found)));
    later(HOUR.multipliedBy(2));
    forget();
    assertEquals(0, count("decision"));
    assertEquals(0, count("decision_page"));
  }

  private boolean isTold(String id) {
    return find(book, id).isPresent();
  }

  @Test
  void whatLostAPageIsNotThereRatherThanWrong() {
    String id = decide(1).keySet().iterator().next();
    join(database.transaction(session -> session.change("DELETE FROM decision_page")));
    assertEquals(Optional.empty(), find(book, id));
  }

  /** As a page is, so that the pages after it do not build on it. */
  @Test
  void whatCannotBeWrittenHearsOfItAndTheRestIsWritten() {
    AtomicInteger lost = new AtomicInteger();
    Write impossible =
        new Write() {
          @Override
          public Future<?> apply(Session session) {
            return session.change("INSERT INTO decision (id) VALUES (NULL)");
          }

          @Override
          public void lost() {
            lost.incrementAndGet();
          }
        };
    DecisionRecord record = market.decide();
    Future<Void> given = onLoop(() -> ledger.journal().record(List.of(impossible)));
    join(onLoop(() -> ledger.journal().record(List.of(book.write(record)))));
    join(given);
    assertEquals(1, lost.get());
    assertEquals(Optional.of(json(record)), find(book, record.id()));
  }

  @Test
  void refusalsAreWrittenBeside() {
    List<DecisionRecord> records = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      records.add(refusal("account " + i % 5));
    }
    vertx.runOnContext(there -> records.forEach(book::refused));
    records.forEach(
        record -> {
          join(onLoop(book::flushed));
          assertEquals(Optional.of(json(record)), find(book, record.id()));
        });
    assertEquals(List.of(), dropped);
  }

  private DecisionRecord refusal(String account) {
    DecisionRecord one = market.decide();
    return new DecisionRecord(one.id(), account, one.question(), "over-cap", List.of());
  }

  @Test
  void refusalsAreForgottenAfterAnHourHoweverLongOthersAreKept() {
    Duration days = Duration.ofDays(3);
    book = book(database, days);
    String order = decide(1).keySet().iterator().next();
    DecisionRecord refusal = refusal("acme");
    vertx.runOnContext(there -> book.refused(refusal));
    TestingClient.until(Duration.ofSeconds(20), () -> count("decision"), rows -> rows == 2);
    later(HOUR.minusSeconds(1));
    forget(days);
    assertEquals(Optional.of(json(refusal)), find(book, refusal.id()));
    later(Duration.ofSeconds(2));
    assertEquals(Optional.empty(), find(book, refusal.id()));
    forget(days);
    assertEquals(1, count("decision"));
    assertTrue(find(book, order).isPresent());
  }
}
