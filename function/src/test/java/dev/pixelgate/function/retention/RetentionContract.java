package dev.pixelgate.function.retention;

import static dev.pixelgate.function.assembly.Blocking.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.receipt.LinkReader;
import dev.pixelgate.function.receipt.ReceiptBook;
import dev.pixelgate.function.receipt.TestingReceipts;
import dev.pixelgate.function.retention.TestingAttempts.End;
import dev.pixelgate.function.statement.DayLine;
import dev.pixelgate.function.statement.DayWei;
import dev.pixelgate.function.statement.Days;
import dev.pixelgate.function.statement.StatementBook;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.receipt.Link;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for statements and for forgetting, whichever database there is. */
abstract class RetentionContract {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final RetentionRules RULES =
      new RetentionRules(Duration.ofDays(100), Duration.ofDays(10), Duration.ofHours(1));
  private static final Instant OLD = NOW.minus(Duration.ofDays(101));
  private static final Instant NEW = NOW.minus(Duration.ofDays(99));

  private Vertx vertx;
  private Database database;
  private TestingAttempts attempts;

  /** An empty database; each call opens the same one anew. */
  abstract Database database(Vertx vertx);

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = database(vertx);
    attempts = new TestingAttempts(database);
  }

  @AfterEach
  void close() {
    join(database.close());
    join(vertx.close());
  }

  private void forget() {
    join(new Retention(vertx, database, RULES, () -> NOW).run());
  }

  private List<DayLine> lines(String account) {
    Days days =
        Days.of(Optional.of(LocalDate.parse("2026-07-01").toString()), Optional.empty(), NOW);
    return join(new StatementBook(database).lines(account, days));
  }

  private static DayLine line(
      Instant at, String model, long requests, long all, long pixels, long charge, long owed) {
    return new DayLine(
        LocalDate.parse(at.toString().substring(0, 10)),
        "upscale",
        model,
        requests,
        all,
        pixels,
        new Usd(charge),
        new Usd(owed),
        DayWei.NONE);
  }

  @Test
  void sumsWhatAnAccountSpentByDayAndModel() {
    attempts.add("acme", "r_1", 1, NEW, "m", "alpha", 5, End.RELEASED);
    attempts.add("acme", "r_1", 2, NEW, "m", "beta", 7, End.LOST);
    attempts.add("acme", "r_1", 3, NEW, "m", "gamma", 11, End.SETTLED);
    attempts.add("acme", "r_2", 2, NEW, "m", "beta", 13, End.QUOTED);
    attempts.add("acme", "r_3", 1, NEW, "m", "beta", 17, End.BORNE);
    attempts.add("acme", "r_4", 1, NEW, "n", "beta", 19, End.OPEN);
    attempts.add("acme", "r_5", 1, NOW, "m", "beta", 23, End.SETTLED);
    attempts.add("other", "r_6", 1, NEW, "m", "beta", 29, End.SETTLED);

    assertEquals(
        List.of(
            line(NEW, "m", 3, 5, 3 * 64, 7 + 11 + 13, 7 + 11 + 26 + 17),
            line(NEW, "n", 1, 1, 0, 0, 0),
            line(NOW, "m", 1, 1, 64, 23, 23)),
        lines("acme"));
    assertEquals(List.of(line(NEW, "m", 1, 1, 64, 29, 29)), lines("other"));
    assertEquals(List.of(), lines("nobody"));
  }

  @Test
  void saysTheSameAfterOldAttemptsHaveBecomeSums() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int request = 0; request < 60; request++) {
      String account = "account" + random.nextInt(3);
      Instant at = OLD.minus(Duration.ofHours(random.nextInt(100))).plus(Duration.ofDays(2));
      for (int attempt = 1; attempt <= 1 + random.nextInt(3); attempt++) {
        attempts.add(
            account,
            "r_" + request,
            attempt,
            at.plusSeconds(attempt),
            "model" + random.nextInt(2),
            "o" + random.nextInt(3),
            random.nextInt(1000),
            End.values()[random.nextInt(End.values().length)]);
      }
    }
    List<List<DayLine>> before = List.of(lines("account0"), lines("account1"), lines("account2"));
    long spent = attempts.count("SELECT " + SPENT);
    long count = attempts.count("SELECT COUNT(*) FROM attempt");

    forget();
    forget();

    assertEquals(
        before,
        List.of(lines("account0"), lines("account1"), lines("account2")),
        () -> "seed " + seed);
    assertTrue(attempts.count("SELECT COUNT(*) FROM attempt") < count, () -> "seed " + seed);
    assertEquals(
        spent,
        attempts.count(
            "SELECT CAST("
                + SPENT
                + " + COALESCE((SELECT SUM(spent) FROM ledger_period), 0) AS BIGINT)"),
        () -> "seed " + seed);
    assertEquals(
        0,
        attempts.count(
            "SELECT COUNT(*) FROM transfer t WHERE NOT EXISTS (SELECT 1 FROM attempt a"
                + " WHERE a.account = t.account AND a.request = t.request"
                + " AND a.attempt = t.attempt)"),
        () -> "seed " + seed);
  }

  /** What budgets have spent by the attempts that are there. */
  private static final String SPENT =
      "CAST(COALESCE((SELECT SUM(t.amount) FROM attempt a JOIN transfer t"
          + " ON t.account = a.account AND t.request = a.request AND t.attempt = a.attempt"
          + " WHERE a.period <> '' AND t.step IN ('settled', 'lost')), 0) AS BIGINT)";

  @Test
  void keepsOpenAttemptsAndTheirWholeRequests() {
    attempts.add("acme", "r_1", 1, OLD, "m", "alpha", 5, End.SETTLED);
    attempts.add("acme", "r_1", 2, OLD, "m", "alpha", 5, End.OPEN);
    attempts.add("acme", "r_2", 1, OLD, "m", "alpha", 5, End.RELEASED);
    attempts.add("acme", "r_2", 2, NEW, "m", "alpha", 5, End.SETTLED);
    attempts.add("acme", "r_3", 1, OLD, "m", "alpha", 5, End.QUOTED);

    forget();

    assertEquals(4, attempts.count("SELECT COUNT(*) FROM attempt WHERE request <> 'r_3'"));
    assertEquals(0, attempts.count("SELECT COUNT(*) FROM attempt WHERE request = 'r_3'"));
    assertEquals(0, attempts.count("SELECT COUNT(*) FROM quote_use"));
  }

  @Test
  void keepsTopUps() {
    join(
        database.transaction(
            session ->
                session.change(
                    "INSERT INTO transfer (account, request, attempt, step, at, debit, credit,"
                        + " amount) VALUES ('acme', 't_1', 0, 'top-up', 0, 'payment',"
                        + " 'budget:acme', 5)")));
    attempts.add("acme", "r_1", 1, OLD, "m", "alpha", 5, End.SETTLED);

    forget();

    assertEquals(1, attempts.count("SELECT COUNT(*) FROM transfer"));
  }

  @Test
  void forgetsOldAdmissions() {
    join(
        database.transaction(
            session ->
                session.changeEach(
                    "INSERT INTO admission (at, account, period, instance, amount, spent, held,"
                        + " most) VALUES (?, 'acme', 'p', 'i', 1, 1, 1, 2)",
                    List.of(
                        List.of(OLD.toEpochMilli()),
                        List.of(OLD.toEpochMilli()),
                        List.of(NEW.toEpochMilli())))));

    forget();

    assertEquals(1, attempts.count("SELECT COUNT(*) FROM admission"));
  }

  private void admit(Instant at, int many) {
    List<@Nullable Object> row = List.of(at.toEpochMilli());
    join(
        database.transaction(
            session ->
                session.changeEach(
                    "INSERT INTO admission (at, account, period, instance, amount, spent, held,"
                        + " most) VALUES (?, 'acme', 'p', 'i', 1, 1, 1, 2)",
                    Collections.nCopies(many, row))));
  }

  private long admissions() {
    return attempts.count("SELECT COUNT(*) FROM admission");
  }

  /** Asked by requests, on instances that live for minutes. */
  @Test
  void oneInstanceForgetsWhenNoneHasForAnHour() {
    Retention first = new Retention(vertx, database, RULES, () -> NOW);
    admit(OLD, 2);
    join(first.catchUp());
    assertEquals(0, admissions());

    admit(OLD, 3);
    join(first.catchUp());
    Instant soon = NOW.plus(Duration.ofMinutes(59));
    join(new Retention(vertx, database, RULES, () -> soon).catchUp());
    assertEquals(3, admissions());

    Instant later = NOW.plus(Duration.ofMinutes(61));
    join(new Retention(vertx, database, RULES, () -> later).catchUp());
    assertEquals(0, admissions());
    admit(OLD, 4);
    join(new Retention(vertx, database, RULES, () -> later).catchUp());
    assertEquals(4, admissions());
  }

  /** By a clock that goes on 100 ms whenever somebody looks at it. */
  @Test
  void aRequestWaitsForAPieceAndTheNextOneGoesOn() {
    AtomicInteger looks = new AtomicInteger();
    InstantSource clock = () -> NOW.plusMillis(100L * looks.incrementAndGet());
    admit(OLD, 5_000);
    long before = admissions();
    for (int request = 0; before > 0; request++) {
      join(new Retention(vertx, database, RULES, clock).catchUp());
      long now = admissions();
      assertTrue(now <= before && before - now <= 1_000, before + " and then " + now);
      assertTrue(request < 20, "after " + request + " there are " + now);
      before = now;
    }
  }

  @Test
  void aClockThatWasYearsAheadEndsNoForgetting() {
    Instant wrong = NOW.plus(Duration.ofDays(10_000));
    join(new Retention(vertx, database, RULES, () -> wrong).catchUp());
    admit(OLD, 2);
    join(new Retention(vertx, database, RULES, () -> NOW).catchUp());
    assertEquals(0, admissions());
  }

  @Test
  void forgetsReceiptsFromTheBeginningOfTheirChains() {
    Instant old = NOW.minus(Duration.ofDays(11));
    ReceiptBook live = book("live", old, 3, NOW, 2);
    book("dead", old, 3, old, 2);
    join(
        database.transaction(
            session ->
                session.change(
                    "INSERT INTO instance (id, started_at, seen_at) VALUES ('live', 0, 0)")));

    forget();

    List<Link> kept =
        join(
            database.read(
                session ->
                    session
                        .rows("SELECT body FROM receipt ORDER BY instance, seq")
                        .map(
                            rows ->
                                rows.stream().map(row -> LinkReader.read(row.text(0))).toList())));
    assertEquals(List.of(4L, 5L), kept.stream().map(link -> link.place().seq()).toList());
    assertEquals(4, attempts.count("SELECT kept_from FROM receipt_chain WHERE instance = 'live'"));
    assertEquals(1, attempts.count("SELECT COUNT(*) FROM receipt_chain"));
    join(
        database.transaction(
            session -> live.write(TestingReceipts.of("acme", "r_new")).apply(session).mapEmpty()));
    assertEquals(6, attempts.count("SELECT MAX(seq) FROM receipt"));
  }

  private ReceiptBook book(String instance, Instant at, int many, Instant then, int more) {
    ReceiptBook book = new ReceiptBook(database, () -> instance);
    Future<?> done = Future.succeededFuture();
    for (int i = 0; i < many + more; i++) {
      String id = "r_" + instance + i;
      Instant when = i < many ? at : then;
      done =
          done.compose(
              v ->
                  database.transaction(
                      session ->
                          book.write(TestingReceipts.of("acme", id, when))
                              .apply(session)
                              .mapEmpty()));
    }
    join(done);
    return book;
  }

  @Test
  void keepsAttemptsLongerThanAnyBudgetLasts() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RetentionRules(Duration.ofDays(61), Duration.ofDays(1), Duration.ofHours(1)));
  }
}
