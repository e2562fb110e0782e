package dev.pixelgate.function.ledger;

import static dev.pixelgate.function.ledger.TestingOrder.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.retention.Retention;
import dev.pixelgate.function.retention.RetentionRules;
import dev.pixelgate.function.statement.DayLine;
import dev.pixelgate.function.statement.Days;
import dev.pixelgate.function.statement.StatementBook;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.AttemptId;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.livepeer.payment.LostCredit;
import dev.pixelgate.router.livepeer.payment.PaidTickets;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the books of payments promise on every store. */
abstract class PaymentBooksContract {
  private static final Usd CHARGE = Usd.parse("0.01 USD");
  private static final Instant RATE_UNTIL = Instant.parse("2026-11-29T12:15:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final TestingClock clock = new TestingClock("2026-11-29T12:00:00Z");
  private final List<Database> opened = new ArrayList<>();
  private Optional<Rate> rate = Optional.of(new Rate(new BigDecimal("3000"), RATE_UNTIL));
  private TestingDatabase store;

  /** Another connection to the same store, which was empty before the test. */
  abstract Database open(Vertx vertx);

  /** The folder of its migrations. */
  abstract String kind();

  @BeforeEach
  void open() {
    store = connect(false);
  }

  @AfterEach
  void close() {
    opened.forEach(database -> await(database.close()));
    await(vertx.close());
  }

  private TestingDatabase connect(boolean shared) {
    Database real = open(vertx);
    opened.add(real);
    return new TestingDatabase(real, shared);
  }

  /** A server's books, and what it tells its receipts. */
  private final class Server {
    final Ledger ledger;
    final PaidAttempts attempts = new PaidAttempts();
    final PaymentBooks books;

    Server(TestingDatabase database) {
      ledger = await(Ledger.startByHand(vertx, database, account -> Optional.empty(), clock));
      books = new PaymentBooks(ledger.journal(), ledger::instance, () -> rate, attempts, clock);
    }

    /** An attempt of 1,000 pixels at 7/3 wei, which costs 2,334 wei. */
    TestingOrder dispatched(String request) {
      TestingOrder order =
          new TestingOrder(vertx, ledger, new BillTerms("a", request), Owing.UNLESS_ERROR)
              .at("7/3 wei/px");
      order.reserve(CHARGE);
      order.dispatch();
      return order;
    }

    Future<Void> paying(String request, int tickets, WeiAmount worth) {
      return books.paid(
          new PaidTickets("seller", TestingOrder.CAPABILITY, attempt(request), tickets, worth));
    }

    void pay(String request, int tickets, WeiAmount worth) {
      await(paying(request, tickets, worth));
    }

    void lose(long wei, LostCredit.Reason reason) {
      books.lost(new LostCredit("seller", TestingOrder.CAPABILITY, WeiAmount.of(wei), reason));
      await(ledger.flushed());
    }
  }

  private static AttemptId attempt(String request) {
    return new AttemptId("a", request, 1);
  }

  private List<String> rows(String sql) {
    return await(store.read(session -> session.rows(sql))).stream()
        .map(row -> row.text(0))
        .toList();
  }

  private List<String> payments() {
    return rows(
        """
        SELECT kind || ' ' || wei || ' ' || debit || ' ' || credit || ' '
          || COALESCE(reason, account || ' ' || request || ' ' || attempt || ' ' || tickets)
        FROM payment ORDER BY at, kind DESC, wei""");
  }

  /** Paid, owed and lost. */
  private List<String> credits() {
    return rows(
        """
        SELECT CASE instance WHEN '' THEN 'over' ELSE 'alive' END || ' ' || orchestrator || ' '
          || %s || ' ' || %s || ' ' || %s
        FROM credit ORDER BY instance"""
            .formatted(decimal("paid"), decimal("owed"), decimal("lost")));
  }

  private void assertSound() {
    for (Audit.Checked checked : await(new Audit(store).run())) {
      assertEquals(List.of(), checked.findings(), checked.invariant());
    }
  }

  @Test
  void booksWhatWasPaidRoundedUpOnceAndWhatItIsWorth() {
    Server server = new Server(store);
    TestingOrder order = server.dispatched("r1");
    server.pay("r1", 20, new WeiAmount(BigInteger.valueOf(50_000_000_000_001L), BigInteger.TWO));
    order.settle();
    order.close();

    assertEquals(List.of("paid 25000000000001 deposit credit:seller a r1 1 20"), payments());
    assertEquals(List.of("alive seller 25000000000001 2334 0"), credits());
    assertEquals(
        List.of("75000000001 3000 " + RATE_UNTIL.toEpochMilli()),
        rows("SELECT usd || ' ' || rate || ' ' || rate_until FROM payment"));
    assertEquals(
        Optional.of(new PaidAttempts.Sum(20, BigInteger.valueOf(25_000_000_000_001L))),
        server.attempts.take(attempt("r1")));
    assertEquals(Optional.empty(), server.attempts.take(attempt("r1")));
    assertSound();
  }

  @Test
  void booksWeiWithoutUsdWhileNoRateIsFresh() {
    rate = Optional.of(new Rate(new BigDecimal("3000"), clock.instant()));
    Server server = new Server(store);
    server.dispatched("r1");
    server.pay("r1", 1, WeiAmount.of(8));
    rate = Optional.empty();
    server.pay("r1", 1, WeiAmount.of(9));

    assertEquals(
        List.of("8 none none", "9 none none"),
        rows(
            "SELECT wei || ' ' || COALESCE(CAST(usd AS TEXT), 'none') || ' '"
                + " || COALESCE(rate, 'none') FROM payment ORDER BY wei"));
    assertEquals(
        Optional.of(new PaidAttempts.Sum(2, BigInteger.valueOf(17))),
        server.attempts.take(attempt("r1")));
    assertSound();
  }

  @Test
  void countsMoreWeiThan63BitsHold() {
    Server server = new Server(store);
    server.dispatched("r1");
    WeiAmount much = WeiAmount.of(new BigInteger("8999999999999999999"));
    server.pay("r1", 100, much);
    server.pay("r1", 100, much);

    BigInteger paid =
        await(store.read(session -> CreditRows.of(session, server.ledger.instance())))
            .values()
            .iterator()
            .next()
            .paid();
    assertEquals(new BigInteger("17999999999999999998"), paid);
    assertSound();
  }

  @Test
  void isOnDiskBeforeTicketsAreSent() {
    Server server = new Server(store);
    server.dispatched("r1");
    Promise<Void> gate = store.holdUp();

    Future<Void> paying = server.paying("r1", 1, WeiAmount.of(8));
    assertEquals(List.of(), payments());
    assertFalse(paying.isComplete());

    gate.complete();
    await(paying);
    assertEquals(1, payments().size());
  }

  @Test
  void paysNothingWhileTheStoreIsAway() {
    Server server = new Server(store);
    server.dispatched("r1");
    store.setAway(true);
    assertThrows(RuntimeException.class, () -> server.pay("r1", 1, WeiAmount.of(8)));
    store.setAway(false);
    await(server.ledger.flushed());
    assertEquals(List.of(), payments());
    assertEquals(Optional.empty(), server.attempts.take(attempt("r1")));
  }

  @Test
  void takesBackWhatWasWrittenAndNotConfirmed() {
    Server server = new Server(store);
    TestingOrder order = server.dispatched("r1");
    server.pay("r1", 1, WeiAmount.of(5));
    store.setLosesAnswers(true);
    assertThrows(RuntimeException.class, () -> server.pay("r1", 1, WeiAmount.of(8)));
    store.setLosesAnswers(false);
    while (!server.ledger.journal().isAvailable()) {
      await(server.ledger.flushed());
    }
    order.release();
    order.close();

    assertEquals(List.of("paid 5 deposit credit:seller a r1 1 1"), payments());
    assertEquals(List.of("alive seller 5 0 0"), credits());
    assertSound();
  }

  @Test
  void booksWhatIsLostAndNoMoreThanIsThere() {
    Server server = new Server(store);
    TestingOrder order = server.dispatched("r1");
    server.pay("r1", 1, WeiAmount.of(10_000));
    order.settle();
    order.close();
    server.lose(1_000, LostCredit.Reason.SHORT);
    server.lose(7_000, LostCredit.Reason.RESTARTED);
    server.lose(1, LostCredit.Reason.IDLE);

    assertEquals(
        List.of(
            "paid 10000 deposit credit:seller a r1 1 1",
            "lost 1000 credit:seller gateway short",
            "lost 6666 credit:seller gateway restarted"),
        payments());
    assertEquals(List.of("alive seller 10000 2334 7666"), credits());
    assertSound();
  }

  @Test
  void booksWhatARunLeavesAsLostWhenItEnds() {
    Server server = new Server(store);
    TestingOrder order = server.dispatched("r1");
    server.pay("r1", 1, WeiAmount.of(10_000));
    order.settle();
    order.close();
    server.lose(7_660, LostCredit.Reason.STOPPED);
    await(server.ledger.close());

    assertEquals("lost 6 credit:seller gateway stopped", payments().get(1));
    assertEquals(List.of("over seller 10000 2334 7666"), credits());
    assertSound();
  }

  @Test
  void booksWhatACrashLeavesAsLostOnce() {
    Server crashed = new Server(store);
    crashed.dispatched("owed");
    TestingOrder served = crashed.dispatched("served");
    crashed.pay("owed", 2, WeiAmount.of(10_000));
    crashed.pay("served", 1, WeiAmount.of(5));
    served.settle();
    served.close();

    new Server(store);
    new Server(store);

    assertEquals(
        List.of(
            "paid 10000 deposit credit:seller a owed 1 2",
            "paid 5 deposit credit:seller a served 1 1",
            "lost 5337 credit:seller gateway crashed"),
        payments());
    assertEquals(List.of("over seller 10005 4668 5337"), credits());
    assertSound();
  }

  @Test
  void leavesTheCreditOfARunThatLivesAlone() {
    store = connect(true);
    Server dead = new Server(connect(true));
    dead.dispatched("dead");
    dead.pay("dead", 1, WeiAmount.of(10_000));
    List<Server> alive = List.of(new Server(connect(true)), new Server(connect(true)));
    alive.getFirst().dispatched("alive");
    alive.getFirst().pay("alive", 1, WeiAmount.of(8_000));
    showLife(alive);
    clock.advance(Instances.DEAD_AFTER.minusMillis(1));
    showLife(alive);
    clock.advance(Duration.ofMillis(1));

    showLife(alive);

    assertEquals(List.of("over seller 10000 2334 7666", "alive seller 8000 0 0"), credits());
    assertEquals(
        List.of("7666 crashed"),
        rows("SELECT wei || ' ' || reason FROM payment WHERE kind = 'lost'"));
    assertSound();
  }

  private static void showLife(List<Server> servers) {
    await(Future.all(servers.stream().map(server -> server.ledger.showLife()).toList()));
  }

  @Test
  void booksNothingTwiceForOneThatWasTakenForDead() {
    store = connect(true);
    Server slow = new Server(connect(true));
    Server other = new Server(connect(true));
    slow.dispatched("r1");
    slow.pay("r1", 1, WeiAmount.of(10_000));
    showLife(List.of(other));
    clock.advance(Instances.DEAD_AFTER);
    showLife(List.of(other));

    slow.lose(7_666, LostCredit.Reason.STOPPED);

    assertEquals(
        List.of(
            "paid 10000 deposit credit:seller a r1 1 1", "lost 7666 credit:seller gateway crashed"),
        payments());
    assertSound();
    await(slow.ledger.close());
    await(other.ledger.close());
    assertSound();
  }

  @Test
  void owesAnOrchestratorThatIsNotPaidInTicketsNothingOfACredit() {
    Server server = new Server(store);
    TestingOrder order = server.dispatched("r1");
    order.settle();
    order.close();
    server.lose(5, LostCredit.Reason.IDLE);
    await(server.ledger.close());

    assertEquals(List.of(), payments());
    assertEquals(List.of("over seller 0 2334 0"), credits());
    assertSound();
  }

  /** The statements that brought payments into the store. */
  private List<String> migration() throws IOException {
    try (InputStream in =
        PaymentBooksContract.class.getResourceAsStream("/db/" + kind() + "/V9__payments.sql")) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--.*", "");
      return Stream.of(script.split(";")).filter(statement -> !statement.isBlank()).toList();
    }
  }

  @Test
  void beginsWithWhatAttemptsInWeiWereOwedBefore() throws IOException {
    Server over = new Server(store);
    TestingOrder old = over.dispatched("old");
    old.settle();
    old.close();
    over.dispatched("lost");
    Server server = new Server(store);
    TestingOrder ended = server.dispatched("ended");
    ended.settle();
    ended.close();
    server.dispatched("open");
    for (String sql :
        List.of(
            "DROP TABLE payment",
            "DROP TABLE credit",
            "DROP TABLE payment_day",
            "DROP INDEX attempt_in_wei",
            "ALTER TABLE ledger_day DROP COLUMN owed_gwei",
            "ALTER TABLE ledger_day DROP COLUMN owed_rest",
            "ALTER TABLE ledger_day DROP COLUMN paid_gwei",
            "ALTER TABLE ledger_day DROP COLUMN paid_rest")) {
      await(store.transaction(session -> session.change(sql)));
    }
    for (String statement : migration()) {
      await(store.transaction(session -> session.change(statement)));
    }

    assertEquals(List.of("over seller 0 4668 0", "alive seller 0 2334 0"), credits());
    assertSound();
    new Server(store);
    assertEquals(List.of("over seller 0 9336 0"), credits());
    assertSound();
  }

  @Test
  void saysTheSameWhenWhatIsOldHasBecomeSums() {
    Server over = new Server(store);
    over.dispatched("over");
    over.pay("over", 2, WeiAmount.of(new BigInteger("12000000000000000000")));
    Server server = new Server(store);
    for (String request : List.of("old1", "old2")) {
      TestingOrder order = server.dispatched(request);
      server.pay(request, 1, WeiAmount.of(9_000));
      server.pay(request, 1, WeiAmount.of(1));
      order.settle();
      order.close();
    }
    TestingOrder borne = server.dispatched("borne");
    borne.bear();
    borne.close();
    server.lose(100, LostCredit.Reason.IDLE);
    clock.advance(Duration.ofDays(101));
    TestingOrder order = server.dispatched("new");
    server.pay("new", 1, WeiAmount.of(7));
    order.settle();
    order.close();
    server.lose(10, LostCredit.Reason.IDLE);
    List<String> credits = credits();
    List<DayLine> lines = lines();
    assertSound();

    Retention retention =
        new Retention(
            vertx,
            store,
            new RetentionRules(Duration.ofDays(100), Duration.ofDays(10), Duration.ofHours(1)),
            clock);
    await(retention.run());
    await(retention.run());

    assertEquals(
        List.of("paid 7 deposit credit:seller a new 1 1", "lost 10 credit:seller gateway idle"),
        payments());
    assertEquals(credits, credits());
    assertEquals(lines, lines());
    assertEquals(
        List.of("4 18002 7002 100", "2 12000000000000000000 2334 11999999999999997666"),
        rows(
            """
            SELECT tickets || ' ' || %s || ' ' || %s || ' ' || %s FROM payment_day
            ORDER BY paid_gwei"""
                .formatted(decimal("paid"), decimal("owed"), decimal("lost"))));
    assertSound();
    assertFound(
        "sum of what was paid, owed and lost",
        "UPDATE payment_day SET owed_rest = owed_rest + 1 WHERE instance = ''");
  }

  /** Both columns of a sum as one number. */
  private static String decimal(String sum) {
    return "CASE WHEN %1$s_gwei > 0 THEN CAST(%1$s_gwei AS TEXT) || SUBSTR(CAST(%1$s_rest + 1000000000 AS TEXT), 2) ELSE CAST(%1$s_rest AS TEXT) END"
        .formatted(sum);
  }

  private List<DayLine> lines() {
    Days days = Days.of(Optional.of("2026-11-01"), Optional.empty(), clock.instant());
    return await(new StatementBook(store).lines("a", days));
  }

  @Test
  void findsEachKindOfDamage() {
    Server over = new Server(store);
    over.dispatched("over");
    over.pay("over", 1, WeiAmount.of(10_000));
    clock.advance(Duration.ofSeconds(1));
    Server server = new Server(store);
    TestingOrder order = server.dispatched("r1");
    server.pay("r1", 1, WeiAmount.of(9_000));
    order.settle();
    order.close();
    server.lose(100, LostCredit.Reason.IDLE);
    assertSound();

    assertFound("goes to an orchestrator's credit", "UPDATE payment SET debit = 'gateway'");
    assertFound("goes to an orchestrator's credit", "UPDATE payment SET credit = 'credit:other'");
    assertFound(
        "goes to an orchestrator's credit", "UPDATE payment SET tickets = 0 WHERE kind = 'paid'");
    assertFound(
        "goes to an orchestrator's credit", "UPDATE payment SET reason = NULL WHERE kind = 'lost'");
    assertFound("bought for an attempt", "DELETE FROM attempt WHERE request = 'r1'");
    assertFound("bought for an attempt", "UPDATE payment SET request = 'r2' WHERE kind = 'paid'");
    assertFound("bought for an attempt", "UPDATE payment SET orchestrator = 'x'");
    String sums = "sum of what was paid, owed and lost";
    assertFound(sums, "UPDATE payment SET wei = '9001' WHERE wei = '9000'");
    assertFound(sums, "UPDATE payment SET wei = '1000000009000' WHERE wei = '9000'");
    assertFound(sums, "UPDATE attempt SET wei = '2335' WHERE request = 'over'");
    assertFound(sums, "DELETE FROM payment WHERE kind = 'lost' AND reason = 'idle'");
    assertFound(sums, "UPDATE transfer SET step = 'released' WHERE step = 'settled'");
    assertFound(sums, "DELETE FROM credit WHERE instance <> ''");
    for (String sum : List.of("paid", "owed", "lost")) {
      assertFound(sums, "UPDATE credit SET " + sum + "_gwei = " + sum + "_gwei + 1");
      assertFound(sums, "UPDATE credit SET " + sum + "_rest = " + sum + "_rest - 1");
    }
    assertFound("no more of a credit is lost", "UPDATE credit SET lost_rest = paid_rest + 1");
    assertFound("no more of a credit is lost", "UPDATE credit SET lost_gwei = 1");
    assertFound(
        "booked as lost", "UPDATE credit SET lost_rest = lost_rest - 1 WHERE instance = ''");
    assertFound("booked as lost", "UPDATE credit SET paid_gwei = 1 WHERE instance = ''");
    assertFound("booked as lost", "UPDATE credit SET instance = 'x' WHERE instance = ''");
    assertFound("worth its wei", "UPDATE payment SET usd = usd + 1");
    assertFound("worth its wei", "UPDATE payment SET rate = '3001'");
    assertFound("worth its wei", "UPDATE payment SET usd = NULL");
  }

  /** That the audit finds it, in a transaction that is then undone. */
  private void assertFound(String invariant, String damage) {
    Undone undone =
        assertThrows(
            Undone.class,
            () ->
                await(
                    store.transaction(
                        session ->
                            session
                                .change(damage)
                                .compose(v -> Audit.run(session))
                                .compose(all -> Future.failedFuture(new Undone(all))))));
    assertTrue(
        undone.all.stream()
            .filter(checked -> checked.invariant().contains(invariant))
            .anyMatch(checked -> !checked.findings().isEmpty()),
        () -> invariant + " after " + damage + ": " + undone.all);
  }

  private static final class Undone extends RuntimeException {
    final transient List<Audit.Checked> all;

    Undone(List<Audit.Checked> all) {
      this.all = all;
    }
  }
}
