package dev.pixelgate.function.ledger;

import static dev.pixelgate.function.ledger.TestingOrder.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.QuoteUsedException;
import dev.pixelgate.router.Reservation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger promises on every store. */
abstract class LedgerContract {
  static final Usd CHARGE = Usd.parse("0.01 USD");

  final Vertx vertx = Vertx.vertx();
  final TestingClock clock = new TestingClock("2026-11-29T12:00:00Z");
  final Map<String, Budget> budgets = new ConcurrentHashMap<>();
  private final List<Database> opened = new ArrayList<>();
  TestingDatabase store;

  /** Another connection to the same store, which was empty before the test. */
  abstract Database open(Vertx vertx);

  @BeforeEach
  void open() {
    store = connect(false);
  }

  @AfterEach
  void close() {
    opened.forEach(database -> await(database.close()));
    await(vertx.close());
  }

  TestingDatabase connect(boolean shared) {
    Database real = open(vertx);
    opened.add(real);
    return new TestingDatabase(real, shared);
  }

  Ledger start(TestingDatabase database) {
    return await(
        Ledger.startByHand(
            vertx, database, account -> Optional.ofNullable(budgets.get(account)), clock));
  }

  TestingOrder order(Ledger ledger, String account, String request) {
    return order(ledger, new BillTerms(account, request), Owing.ON_DISPATCH);
  }

  TestingOrder order(Ledger ledger, BillTerms terms, Owing owing) {
    return new TestingOrder(vertx, ledger, terms, owing);
  }

  BudgetState state(Ledger ledger) {
    return await(ledger.state("a")).orElseThrow();
  }

  void assertSound() {
    for (Audit.Checked checked : await(new Audit(store).run())) {
      assertEquals(List.of(), checked.findings(), checked.invariant());
    }
  }

  long count(String sql, Object... values) {
    return await(store.read(session -> session.rows(sql, values))).getFirst().number(0);
  }

  List<String> steps(String request) {
    List<Row> rows =
        await(
            store.read(
                session ->
                    session.rows(
                        """
                        SELECT attempt || ' ' || step || ' ' || debit || ' ' || credit || ' '
                          || amount
                        FROM transfer WHERE request = ?
                        ORDER BY attempt, CASE step WHEN 'dispatched' THEN 0 ELSE 1 END, step""",
                        request)));
    return rows.stream().map(row -> row.text(0)).toList();
  }

  void budget(String text) {
    budgets.put("a", Budget.parse(text));
  }

  @Test
  void booksWhatAnOrderDoes() {
    budget("1 USD/day");
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");

    order.reserve(CHARGE);
    order.dispatch();
    order.release();
    assertEquals(new Reservation.Granted(CHARGE), order.reserve(CHARGE));
    order.dispatch();
    assertEquals(CHARGE, ledger.reserved());
    order.settle();
    order.close();

    assertEquals(
        List.of(
            "1 dispatched budget:a reserved:a 10000000000",
            "1 released reserved:a budget:a 10000000000",
            "2 dispatched budget:a reserved:a 10000000000",
            "2 settled reserved:a orchestrator:seller 10000000000"),
        steps("r1"));
    assertEquals(CHARGE, state(ledger).spent());
    assertEquals(Usd.ZERO, ledger.reserved());
    assertEquals(CHARGE, order.bill().charged());
    assertEquals(2, order.bill().attempts().size());
    assertSound();
  }

  @Test
  void booksAnAccountWithoutABudgetToo() {
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");

    order.reserve(CHARGE);
    order.dispatch();
    order.lose();
    order.close();

    assertEquals("1 lost reserved:a orchestrator:seller 10000000000", steps("r1").getLast());
    assertEquals(Optional.empty(), await(ledger.state("a")));
    assertEquals(0, count("SELECT COUNT(*) FROM slice"));
    assertSound();
  }

  @Test
  void chargesTheGatewayWithWhatItLostItself() {
    budget("1 USD/day");
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");

    order.reserve(CHARGE);
    order.dispatch();
    order.bear();
    order.close();

    assertEquals(
        List.of(
            "1 dispatched budget:a reserved:a 10000000000",
            "1 loss gateway orchestrator:seller 10000000000",
            "1 released reserved:a budget:a 10000000000"),
        steps("r1"));
    assertEquals(Usd.ZERO, state(ledger).spent());
    assertEquals(CHARGE, order.bill().owed());
    assertSound();
  }

  @Test
  void isOnDiskBeforeTheJobIsSent() {
    budget("1 USD/day");
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");
    order.reserve(CHARGE);
    Promise<Void> gate = store.holdUp();

    Future<Void> dispatch = order.dispatching();
    assertEquals(0, count("SELECT COUNT(*) FROM attempt"));
    assertFalse(dispatch.isComplete());

    gate.complete();
    await(dispatch);
    assertEquals(1, count("SELECT COUNT(*) FROM attempt"));
  }

  @Test
  void refusesOneMoreThanTheBudgetIsWorth() {
    budget("0.02 USD/day");
    Ledger ledger = start(store);
    order(ledger, "a", "r1").reserve(CHARGE);
    order(ledger, "a", "r2").reserve(CHARGE);

    Reservation third = order(ledger, "a", "r3").reserve(CHARGE);

    Reservation.OverBudget over = assertInstanceOf(Reservation.OverBudget.class, third);
    assertEquals(CHARGE, over.needed());
    assertEquals(Usd.parse("0.02 USD"), over.budget().reserved());
    assertEquals(Usd.ZERO, over.budget().left());
    assertEquals(Optional.of(Instant.parse("2026-11-30T00:00:00Z")), over.budget().resets());
  }

  @Test
  void servesExactlyWhatABudgetIsWorthInAStorm() {
    budget("0.5 USD/day");
    Ledger ledger = start(store);

    List<TestingOrder> served = storm(List.of(ledger), 1_000);

    assertEquals(50, served.size());
    assertEquals(Usd.parse("0.5 USD"), ledger.reserved());
    assertSound();
    served.forEach(TestingOrder::settle);
    Future.all(served.stream().map(order -> order.closing()).toList());
    await(ledger.close());
    assertEquals(Usd.parse("0.5 USD"), state(ledger).spent());
    assertEquals(Usd.ZERO, state(ledger).reserved());
    assertSound();
  }

  @Test
  void servesExactlyWhatABudgetIsWorthOnSeveralInstances() {
    budget("0.5 USD/day");
    store = connect(true);
    List<Ledger> ledgers = IntStream.range(0, 4).mapToObj(i -> start(connect(true))).toList();

    List<TestingOrder> served = storm(ledgers, 1_000);

    assertEquals(50, served.size());
    assertSound();
    served.forEach(TestingOrder::settle);
    await(Future.all(served.stream().map(order -> order.closing()).toList()));
    ledgers.forEach(ledger -> await(ledger.close()));
    assertEquals(Usd.parse("0.5 USD"), state(ledgers.getFirst()).spent());
    assertEquals(0, count("SELECT COUNT(*) FROM instance"));
    assertSound();
  }

  /** Who got money and had it written down. */
  private List<TestingOrder> storm(List<Ledger> ledgers, int orders) {
    List<TestingOrder> all =
        IntStream.range(0, orders)
            .mapToObj(i -> order(ledgers.get(i % ledgers.size()), "a", "r" + i))
            .toList();
    CountDownLatch barrier = new CountDownLatch(1);
    List<Future<Optional<TestingOrder>>> answers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (TestingOrder order : all) {
      Promise<Optional<TestingOrder>> answer = Promise.promise();
      answers.add(answer.future());
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  barrier.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                reserveAndDispatch(order).onComplete(answer);
              }));
    }
    barrier.countDown();
    await(Future.all(answers));
    return answers.stream().flatMap(answer -> answer.result().stream()).toList();
  }

  private static Future<Optional<TestingOrder>> reserveAndDispatch(TestingOrder order) {
    return order
        .reserving(CHARGE)
        .compose(
            reservation ->
                reservation instanceof Reservation.Granted
                    ? order.dispatching().map(Optional.of(order))
                    : Future.succeededFuture(Optional.empty()));
  }

  @Test
  void losesAfterACrashWhatIsOwedOnDispatchAndFreesTheRest() {
    budget("1 USD/day");
    Ledger crashed = start(store);
    TestingOrder owed = order(crashed, "a", "owed");
    TestingOrder notOwed = order(crashed, new BillTerms("a", "notOwed"), Owing.ON_SUCCESS);
    TestingOrder reserved = order(crashed, "a", "reserved");
    for (TestingOrder order : List.of(owed, notOwed, reserved)) {
      order.reserve(CHARGE);
    }
    owed.dispatch();
    notOwed.dispatch();
    assertSound();

    Ledger next = start(store);

    assertEquals("1 lost reserved:a orchestrator:seller 10000000000", steps("owed").getLast());
    assertEquals("1 released reserved:a budget:a 10000000000", steps("notOwed").getLast());
    assertEquals(List.of(), steps("reserved"));
    assertEquals(CHARGE, state(next).spent());
    assertEquals(Usd.ZERO, state(next).reserved());
    assertEquals(1, count("SELECT COUNT(*) FROM instance"));
    assertSound();
  }

  /**
   * The one that is open is the oldest: what came and ended after it is looked at too, not more.
   */
  @Test
  void saysWithEachCommitFromWhenOnACrashLeavesSomething() {
    budget("1 USD/day");
    Ledger crashed = start(store);
    long start = clock.millis();
    TestingOrder ended = order(crashed, "a", "ended");
    ended.reserve(CHARGE);
    ended.dispatch();
    assertEquals(start, count("SELECT open_from FROM instance"));
    clock.advance(Duration.ofSeconds(1));
    ended.settle();
    ended.close();
    clock.advance(Duration.ofSeconds(1));
    TestingOrder open = order(crashed, "a", "open");
    open.reserve(CHARGE);
    open.dispatch();
    clock.advance(Duration.ofSeconds(1));
    TestingOrder later = order(crashed, "a", "later");
    later.reserve(CHARGE);
    later.dispatch();
    later.settle();
    later.close();
    assertEquals(start + 2_000, count("SELECT open_from FROM instance"));

    Ledger next = start(store);

    assertEquals("1 lost reserved:a orchestrator:seller 10000000000", steps("open").getLast());
    assertEquals(2, steps("ended").size());
    assertEquals(2, steps("later").size());
    assertEquals(CHARGE.plus(CHARGE).plus(CHARGE), state(next).spent());
    assertSound();
  }

  @Test
  void resolvesADeadInstanceOnceWhenTwoOthersTryAtOnce() {
    budget("1 USD/day");
    store = connect(true);
    Ledger dead = start(connect(true));
    TestingOrder open = order(dead, "a", "r1");
    open.reserve(CHARGE);
    open.dispatch();
    List<Ledger> alive = List.of(start(connect(true)), start(connect(true)));
    showLife(alive);
    assertEquals(3, count("SELECT COUNT(*) FROM instance"));
    clock.advance(Instances.DEAD_AFTER.minusMillis(1));
    showLife(alive);
    assertEquals(3, count("SELECT COUNT(*) FROM instance"));

    clock.advance(Duration.ofMillis(1));
    showLife(alive);

    assertEquals(2, count("SELECT COUNT(*) FROM instance"));
    assertEquals(CHARGE, state(alive.getFirst()).spent());
    assertEquals(2, steps("r1").size());
    assertSound();
  }

  private static void showLife(List<Ledger> ledgers) {
    await(Future.all(ledgers.stream().map(Ledger::showLife).toList()));
  }

  @Test
  void stopsUsingItsSlicesWhenItWasTakenForDead() {
    budget("1 USD/day");
    store = connect(true);
    Ledger slow = start(connect(true));
    TestingOrder sent = order(slow, "a", "sent");
    sent.reserve(CHARGE);
    sent.dispatch();
    TestingOrder held = order(slow, "a", "held");
    held.reserve(CHARGE);
    Ledger other = start(connect(true));
    await(other.showLife());
    clock.advance(Instances.DEAD_AFTER);
    await(other.showLife());
    String name = slow.instance();

    assertThrows(TakenForDead.class, held::dispatch);
    held.release();
    held.close();
    sent.settle();
    sent.close();

    assertFalse(name.equals(slow.instance()));
    assertEquals("1 lost reserved:a orchestrator:seller 10000000000", steps("sent").getLast());
    assertEquals(List.of(), steps("held"));
    TestingOrder next = order(slow, "a", "next");
    assertInstanceOf(Reservation.Granted.class, next.reserve(CHARGE));
    next.dispatch();
    next.settle();
    next.close();
    assertEquals(Usd.parse("0.02 USD"), state(other).spent());
    assertSound();
  }

  @Test
  void sendsNothingWhileTheStoreIsAwayAndWritesWhatHappenedWhenItIsBack() {
    budget("1 USD/day");
    Ledger ledger = start(store);
    TestingOrder sent = order(ledger, "a", "sent");
    sent.reserve(CHARGE);
    sent.dispatch();
    TestingOrder held = order(ledger, "a", "held");
    held.reserve(CHARGE);

    store.setAway(true);
    assertThrows(StoreAwayException.class, held::dispatch);
    held.release();
    sent.settle();
    sent.close();
    assertFalse(ledger.journal().isAvailable());
    assertInstanceOf(Reservation.Unavailable.class, order(ledger, "a", "new").reserve(CHARGE));
    assertEquals(CHARGE, sent.bill().charged());

    store.setAway(false);
    await(ledger.close());
    assertTrue(ledger.journal().isAvailable());
    assertEquals("1 settled reserved:a orchestrator:seller 10000000000", steps("sent").getLast());
    assertEquals(List.of(), steps("held"));
    assertEquals(CHARGE, state(ledger).spent());
    assertSound();
  }

  @Test
  void booksOnceWhatWasWrittenAndNotAnswered() {
    budget("0.02 USD/day");
    Ledger ledger = start(store);
    TestingOrder sent = order(ledger, "a", "sent");
    sent.reserve(CHARGE);
    sent.dispatch();
    TestingOrder held = order(ledger, "a", "held");
    held.reserve(CHARGE);

    store.setLosesAnswers(true);
    assertThrows(StoreAwayException.class, held::dispatch);
    assertEquals(1, steps("held").size());
    held.release();
    sent.settle();
    sent.close();
    held.close();
    store.setLosesAnswers(false);
    await(ledger.close());

    assertEquals("1 settled reserved:a orchestrator:seller 10000000000", steps("sent").getLast());
    assertEquals("1 released reserved:a budget:a 10000000000", steps("held").getLast());
    assertEquals(CHARGE, state(ledger).spent());
    assertEquals(Usd.ZERO, state(ledger).reserved());
    assertSound();
  }

  @Test
  void leasesNoMoreThanItKnowsAfterAnAnswerWasLost() {
    budget("0.02 USD/day");
    Ledger ledger = start(store);
    store.setLosesAnswers(true);
    assertInstanceOf(Reservation.Unavailable.class, order(ledger, "a", "r1").reserve(CHARGE));
    store.setLosesAnswers(false);
    assertEquals(CHARGE, state(ledger).reserved());

    assertInstanceOf(Reservation.Granted.class, order(ledger, "a", "r2").reserve(CHARGE));
    assertInstanceOf(Reservation.Granted.class, order(ledger, "a", "r3").reserve(CHARGE));
    assertInstanceOf(Reservation.OverBudget.class, order(ledger, "a", "r4").reserve(CHARGE));
    assertSound();
  }

  @Test
  void writesManyOrdersInOneCommit() {
    Ledger ledger = start(store);
    List<TestingOrder> orders =
        IntStream.range(0, 200).mapToObj(i -> order(ledger, "a", "r" + i)).toList();
    orders.forEach(order -> order.reserve(CHARGE));
    Promise<Void> gate = store.holdUp();
    long before = ledger.commits();

    List<Future<Void>> dispatches = orders.stream().map(TestingOrder::dispatching).toList();
    // Each loop has run what was asked of it when it answers this one.
    orders.forEach(TestingOrder::waitForItsLoop);
    gate.complete();
    await(Future.all(dispatches));

    assertEquals(200, count("SELECT COUNT(*) FROM attempt"));
    assertTrue(ledger.commits() - before <= 3, ledger.commits() - before + " commits");
  }

  @Test
  void failsOnlyWhatCannotBeWritten() {
    Ledger ledger = start(store);
    Promise<Void> gate = store.holdUp();
    TestingOrder good = order(ledger, "a", "good");
    TestingOrder twice = order(ledger, "a", "good");
    for (TestingOrder order : List.of(good, twice)) {
      order.reserve(CHARGE);
    }
    Future<Void> first = good.dispatching();
    good.waitForItsLoop();
    Future<Void> second = twice.dispatching();
    twice.waitForItsLoop();
    gate.complete();
    await(first);
    assertEquals(1, count("SELECT COUNT(*) FROM attempt"));
    await(second.otherwiseEmpty());

    Write bad = session -> session.change("INSERT INTO transfer (account) VALUES (?)", "a");
    good.settle();
    good.close(bad);

    assertTrue(ledger.journal().isAvailable());
    assertEquals("1 settled reserved:a orchestrator:seller 10000000000", steps("good").getLast());
  }

  @Test
  void writesWhatAnOrderLeavesWithItsLastEnd() {
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");
    order.reserve(CHARGE);
    order.dispatch();
    order.settle();
    long before = ledger.commits();

    order.close(
        session ->
            session.change(
                "INSERT INTO quote_use (quote, account, request, at) VALUES ('q', 'a', 'r1', 1)"));

    assertEquals(1, ledger.commits() - before);
    assertEquals(1, count("SELECT COUNT(*) FROM quote_use"));
    assertEquals(2, steps("r1").size());
  }

  /** Nobody could use it while the process stands still. */
  @Test
  void keepsNoMoreOfABudgetThanIsHeldWhenItRests() {
    budget("1 USD/day");
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");
    order.reserve(CHARGE);
    assertTrue(state(ledger).reserved().compareTo(CHARGE) > 0);

    await(ledger.rest());
    assertEquals(CHARGE, state(ledger).reserved());

    order.release();
    await(ledger.rest());
    assertEquals(Usd.ZERO, state(ledger).reserved());
    assertSound();
  }

  @Test
  void givesBackWhatNobodyAsksFor() {
    budget("1 USD/day");
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");
    order.reserve(CHARGE);
    assertTrue(state(ledger).reserved().compareTo(CHARGE) > 0);

    await(ledger.giveBackIdle());
    assertTrue(state(ledger).reserved().compareTo(CHARGE) > 0);
    clock.advance(Duration.ofSeconds(1));
    await(ledger.giveBackIdle());
    assertEquals(CHARGE, state(ledger).reserved());

    order.release();
    await(ledger.giveBackIdle());
    assertEquals(Usd.ZERO, state(ledger).reserved());
    assertEquals(0, count("SELECT COUNT(*) FROM slice"));
    assertSound();
  }

  @Test
  void shrinksSlicesToSingleChargesTowardsTheEnd() {
    budget("0.03 USD/day");
    Ledger ledger = start(store);
    for (int i = 1; i <= 3; i++) {
      order(ledger, "a", "r" + i).reserve(CHARGE);
      assertEquals(CHARGE.picodollars() * i, state(ledger).reserved().picodollars());
    }
  }

  @Test
  void hasANewBudgetInEachPeriodAndSettlesInTheOldOne() {
    budget("0.01 USD/day");
    Ledger ledger = start(store);
    TestingOrder old = order(ledger, "a", "old");
    old.reserve(CHARGE);
    old.dispatch();
    assertInstanceOf(Reservation.OverBudget.class, order(ledger, "a", "r2").reserve(CHARGE));
    assertFalse(ledger.hasMoney("a"));

    clock.advance(Duration.ofHours(12));
    assertTrue(ledger.hasMoney("a"));
    TestingOrder next = order(ledger, "a", "next");
    assertInstanceOf(Reservation.Granted.class, next.reserve(CHARGE));
    old.settle();
    old.close();

    assertEquals(
        CHARGE.picodollars(),
        count("SELECT spent FROM budget_period WHERE period = 'day 2026-11-29 UTC'"));
    assertEquals(
        CHARGE.picodollars(),
        count("SELECT held FROM budget_period WHERE period = 'day 2026-11-30 UTC'"));
    assertSound();
  }

  @Test
  void followsABudgetThatChanges() {
    budget("0.01 USD/day");
    Ledger ledger = start(store);
    order(ledger, "a", "r1").reserve(CHARGE);
    assertInstanceOf(Reservation.OverBudget.class, order(ledger, "a", "r2").reserve(CHARGE));

    budget("1 USD/day");
    assertInstanceOf(Reservation.Granted.class, order(ledger, "a", "r3").reserve(CHARGE));
    assertTrue(state(ledger).reserved().compareTo(Usd.parse("0.02 USD")) > 0);

    budget("0.02 USD/day");
    assertInstanceOf(Reservation.OverBudget.class, order(ledger, "a", "r4").reserve(CHARGE));
    assertEquals(Usd.parse("0.02 USD"), state(ledger).reserved());

    budgets.clear();
    assertInstanceOf(Reservation.Granted.class, order(ledger, "a", "r5").reserve(CHARGE));
    assertSound();
  }

  @Test
  void spendsWhatWasPaidIn() {
    budget("prepaid");
    Ledger ledger = start(store);
    TopUps topUps = new TopUps(store, clock);
    assertInstanceOf(Reservation.OverBudget.class, order(ledger, "a", "r1").reserve(CHARGE));

    assertEquals(new TopUp.Paid(CHARGE), await(topUps.pay("a", "p1", CHARGE)));
    assertEquals(new TopUp.PaidBefore(CHARGE), await(topUps.pay("a", "p1", CHARGE)));
    assertEquals(new TopUp.OtherAmount(CHARGE), await(topUps.pay("a", "p1", Usd.parse("1 USD"))));
    assertEquals(new TopUp.TooMuch(CHARGE), await(topUps.pay("a", "p2", Usd.LARGEST)));

    TestingOrder order = order(ledger, "a", "r2");
    assertInstanceOf(Reservation.Granted.class, order.reserve(CHARGE));
    order.dispatch();
    order.settle();
    order.close();
    Reservation last = order(ledger, "a", "r3").reserve(CHARGE);
    BudgetState state = assertInstanceOf(Reservation.OverBudget.class, last).budget();
    assertEquals(CHARGE, state.limit());
    assertEquals(CHARGE, state.spent());
    assertEquals(Optional.empty(), state.resets());
    assertSound();
  }

  @Test
  void looksAgainWhetherAnEmptyBudgetHasMoney() {
    budget("prepaid");
    Ledger ledger = start(store);
    assertTrue(ledger.hasMoney("a"));
    order(ledger, "a", "r1").reserve(CHARGE);
    assertFalse(ledger.hasMoney("a"));

    await(new TopUps(store, clock).pay("a", "p1", CHARGE));
    clock.advance(Duration.ofSeconds(1));

    assertTrue(ledger.hasMoney("a"));
    assertInstanceOf(Reservation.Granted.class, order(ledger, "a", "r2").reserve(CHARGE));
  }

  @Test
  void usesTheMoneyOfAFailedAttemptForTheNextOne() {
    budget("0.01 USD/day");
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");
    for (int i = 0; i < 20; i++) {
      assertInstanceOf(Reservation.Granted.class, order.reserve(CHARGE), "attempt " + i);
      order.dispatch();
      order.release();
    }
    order.close();
    assertEquals(Usd.ZERO, state(ledger).spent());
    assertSound();
  }

  @Test
  void givesBackWhatWasGrantedToAnOrderThatHadGivenUp() {
    budget("0.01 USD/day");
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");
    Promise<Void> gate = store.holdUp();
    Future<Reservation> asking = order.reserving(CHARGE);
    order.release();
    gate.complete();
    await(asking);
    order.close();

    assertEquals(Usd.ZERO, ledger.reserved());
    assertInstanceOf(Reservation.Granted.class, order(ledger, "a", "r2").reserve(CHARGE));
  }

  @Test
  void releasesWhatWasBeingWrittenWhenItsOrderGaveUp() {
    budget("0.01 USD/day");
    Ledger ledger = start(store);
    TestingOrder order = order(ledger, "a", "r1");
    order.reserve(CHARGE);
    Promise<Void> gate = store.holdUp();
    Future<Void> dispatch = order.dispatching();
    order.release();
    gate.complete();
    await(dispatch);
    order.close();

    assertEquals("1 released reserved:a budget:a 10000000000", steps("r1").getLast());
    assertInstanceOf(Reservation.Granted.class, order(ledger, "a", "r2").reserve(CHARGE));
    assertSound();
  }

  @Test
  void chargesNoMoreThanAQuoteSays() {
    budget("1 USD/day");
    Ledger ledger = start(store);
    BillTerms terms =
        new BillTerms("a", "r1", Optional.of(new QuoteTerms("q", Usd.parse("0.015 USD"))));
    TestingOrder order = order(ledger, terms, Owing.ON_DISPATCH);

    assertEquals(new Reservation.Granted(CHARGE), order.reserve(CHARGE));
    order.dispatch();
    order.lose();
    assertEquals(new Reservation.Granted(Usd.parse("0.005 USD")), order.reserve(CHARGE));
    order.dispatch();
    order.settle();
    order.close();

    assertEquals(Usd.parse("0.015 USD"), order.bill().charged());
    assertEquals(Usd.parse("0.02 USD"), order.bill().owed());
    assertEquals(
        List.of(
            "2 dispatched budget:a reserved:a 5000000000",
            "2 loss gateway orchestrator:seller 5000000000",
            "2 settled reserved:a orchestrator:seller 5000000000"),
        steps("r1").subList(2, 5));
    assertEquals(Usd.parse("0.015 USD"), state(ledger).spent());
    assertSound();
  }

  @Test
  void anOrderUnderAQuoteIsHeldOnTheBudgetToo() {
    budget("0.001 USD/day");
    Ledger ledger = start(store);
    Optional<QuoteTerms> quote = Optional.of(new QuoteTerms("q", CHARGE));
    TestingOrder order = order(ledger, new BillTerms("a", "r1", quote), Owing.ON_SUCCESS);

    assertInstanceOf(Reservation.OverBudget.class, order.reserve(CHARGE));
    order.close();

    budget("1 USD/day");
    TestingOrder later = order(ledger, new BillTerms("a", "r2", quote), Owing.ON_SUCCESS);
    assertEquals(new Reservation.Granted(CHARGE), later.reserve(CHARGE));
    later.dispatch();
    later.settle();
    later.close();
    assertEquals(CHARGE, state(ledger).spent());
    assertSound();
  }

  @Test
  void usesAQuoteOnce() {
    store = connect(true);
    Ledger here = start(connect(true));
    Ledger there = start(connect(true));
    Optional<QuoteTerms> quote = Optional.of(new QuoteTerms("q", CHARGE));
    TestingOrder first = order(here, new BillTerms("a", "r1", quote), Owing.ON_SUCCESS);
    TestingOrder rival = order(there, new BillTerms("a", "r2", quote), Owing.ON_SUCCESS);
    first.reserve(CHARGE);
    rival.reserve(CHARGE);

    assertEquals(
        new Reservation.QuoteUsed("q"),
        order(here, new BillTerms("a", "r3", quote), Owing.ON_SUCCESS).reserve(CHARGE));
    first.dispatch();
    assertThrows(QuoteUsedException.class, rival::dispatch);
    rival.release();
    rival.close();
    assertEquals(
        new Reservation.QuoteUsed("q"),
        order(there, new BillTerms("a", "r4", quote), Owing.ON_SUCCESS).reserve(CHARGE));

    first.release();
    first.close();
    TestingOrder again = order(there, new BillTerms("a", "r5", quote), Owing.ON_SUCCESS);
    assertEquals(new Reservation.Granted(CHARGE), again.reserve(CHARGE));
    again.dispatch();
    again.settle();
    again.close();
    assertEquals(
        new Reservation.QuoteUsed("q"),
        order(here, new BillTerms("a", "r6", quote), Owing.ON_SUCCESS).reserve(CHARGE));
    assertSound();
  }

  @Test
  void givesAQuoteBackAfterACrashUnderWhichNothingWasOwed() {
    Ledger crashed = start(store);
    Optional<QuoteTerms> quote = Optional.of(new QuoteTerms("q", CHARGE));
    TestingOrder order = order(crashed, new BillTerms("a", "r1", quote), Owing.ON_SUCCESS);
    order.reserve(CHARGE);
    order.dispatch();

    Ledger next = start(store);

    TestingOrder again = order(next, new BillTerms("a", "r2", quote), Owing.ON_DISPATCH);
    assertEquals(new Reservation.Granted(CHARGE), again.reserve(CHARGE));
    again.dispatch();
    Ledger third = start(store);
    assertEquals(
        new Reservation.QuoteUsed("q"),
        order(third, new BillTerms("a", "r3", quote), Owing.ON_DISPATCH).reserve(CHARGE));
    assertSound();
  }

  /** It was given back, as if the lost attempt had been released as its order says. */
  @Test
  void keepsAQuoteUsedUnderWhichAnAttemptWasLostWhenItWasTakenForDead() {
    store = connect(true);
    Ledger slow = start(connect(true));
    Optional<QuoteTerms> quote = Optional.of(new QuoteTerms("q", CHARGE));
    TestingOrder sent = order(slow, new BillTerms("a", "sent", quote), Owing.ON_DISPATCH);
    sent.reserve(CHARGE);
    sent.dispatch();
    Ledger other = start(connect(true));
    await(other.showLife());
    clock.advance(Instances.DEAD_AFTER);
    await(other.showLife());

    sent.release();
    sent.close();

    assertEquals("1 lost reserved:a orchestrator:seller 10000000000", steps("sent").getLast());
    assertEquals(1, count("SELECT COUNT(*) FROM quote_use"));
    assertSound();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void keepsItsInvariantsWhateverHappens(long seed) {
    store = connect(true);
    budget("0.3 USD/day");
    budgets.put("b", Budget.parse("prepaid"));
    RandomLedgers ledgers = new RandomLedgers(this, seed);
    for (int step = 0; step < 150; step++) {
      ledgers.step();
      if (step % 10 == 0) {
        assertSound();
      }
    }
    ledgers.end();

    assertSound();
    assertEquals(0, count("SELECT COUNT(*) FROM instance"));
    assertEquals(0, count("SELECT CAST(SUM(held) AS BIGINT) FROM budget_period"));
    assertEquals(
        ledgers.paid().picodollars(),
        count("SELECT COALESCE(MAX(paid_in), 0) FROM budget_period WHERE account = 'b'"));
    assertTrue(count("SELECT CAST(SUM(spent) AS BIGINT) FROM budget_period") > 0);
    assertTrue(count("SELECT COUNT(*) FROM payment WHERE kind = 'paid'") > 0);
  }

  @Test
  void resolvesInASecondWhatAnOldInstanceLeft() {
    budget("1 USD/day");
    Ledger old = start(store);
    String instance = old.instance();
    await(
        store.transaction(
            session ->
                session
                    .change(
                        """
                        INSERT INTO attempt (account, request, attempt, instance, period,
                          orchestrator, pipeline, model, pixels, price, charge, owed,
                          owed_on_dispatch, dispatched_at)
                        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
                          WHERE i < 100000)
                        SELECT 'free', 'o' || i, 1, ?, '', 'seller', 'upscale', 'm', 1, '1 USD/px',
                          1, 1, 1, 1 FROM n""",
                        instance)
                    .compose(
                        v ->
                            session.change(
                                """
                                INSERT INTO transfer (account, request, attempt, step, at, debit,
                                  credit, amount)
                                SELECT account, request, 1, step, 1, debit, credit, 1 FROM attempt,
                                  (SELECT 'dispatched' AS step, 'budget:free' AS debit,
                                     'reserved:free' AS credit
                                   UNION ALL SELECT 'settled', 'reserved:free',
                                     'orchestrator:seller') AS steps"""))));
    TestingOrder open = order(old, "a", "open");
    open.reserve(CHARGE);
    open.dispatch();

    long began = System.nanoTime();
    Ledger next = start(store);
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    assertEquals(CHARGE, state(next).spent());
    assertEquals(100_001, count("SELECT COUNT(*) FROM transfer WHERE step IN ('settled', 'lost')"));
    System.err.println("resolved among 100,000 old attempts in " + took.toMillis() + " ms");
    // Some 0.3 s on a machine of its own; what it must not be is a scan for each attempt.
    assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took.toString());
    assertSound();
  }

  @Test
  void findsEachKindOfDamage() {
    budget("1 USD/day");
    Ledger ledger = start(store);
    for (String request : List.of("settled", "open")) {
      TestingOrder order = order(ledger, "a", request);
      order.reserve(CHARGE);
      order.dispatch();
      if (request.equals("settled")) {
        order.settle();
      }
      order.close();
    }
    assertSound();
    assertFound("dispatched", "UPDATE transfer SET amount = 1 WHERE step = 'dispatched'");
    assertFound(
        "moves what the attempt held", "UPDATE transfer SET amount = 1 WHERE step = 'settled'");
    assertFound("known instances", "UPDATE attempt SET instance = 'x' WHERE request = 'open'");
    assertFound("of an attempt that was", "DELETE FROM attempt WHERE request = 'settled'");
    assertFound(
        "what is reserved", "UPDATE transfer SET credit = 'budget:a' WHERE request = 'open'");
    assertFound("sum of its slices", "UPDATE budget_period SET held = held + 1");
    assertFound("covers its open", "UPDATE slice SET amount = 0");
    assertFound("has a slice", "DELETE FROM slice");
    assertFound("settled and lost", "UPDATE budget_period SET spent = spent + 1");
    assertFound("sum of the top-ups", "UPDATE budget_period SET paid_in = 1");
    assertFound("at each admission", "UPDATE admission SET most = 0");
    assertFound(
        "pays what is owed", "UPDATE attempt SET owed = owed + 1 WHERE request = 'settled'");
    assertFound("one side to another", "UPDATE transfer SET debit = credit WHERE request = 'open'");
    assertFound("used by that request", "UPDATE attempt SET quote = 'q'");
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
