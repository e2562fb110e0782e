package dev.pixelgate.function.idempotency;

import static dev.pixelgate.function.assembly.Blocking.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for idempotency keys on several instances, whichever database they share. */
abstract class IdempotencyKeysContract {
  private static final AccountKey KEY = new AccountKey("acme", "k-1");
  private static final Sha256 JOB = Sha256.of("job".getBytes(StandardCharsets.UTF_8));
  private static final Sha256 OTHER_JOB = Sha256.of("other".getBytes(StandardCharsets.UTF_8));
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  private Vertx vertx;
  private Database database;
  private IdempotencyKeys one;
  private IdempotencyKeys two;

  /** An empty database. */
  abstract Database database(Vertx vertx);

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = database(vertx);
    one = keys("i_1");
    two = keys("i_2");
    execute("INSERT INTO instance (id, started_at, seen_at) VALUES ('i_1', 0, 0), ('i_2', 0, 0)");
  }

  private IdempotencyKeys keys(String instance) {
    return new IdempotencyKeys(
        vertx, new TestingJournal(database), () -> instance, Duration.ofHours(48), now::get);
  }

  @AfterEach
  void close() {
    join(database.close());
    join(vertx.close());
  }

  private void execute(String sql) {
    join(database.transaction(session -> session.change(sql)));
  }

  private long count() {
    return join(
        database.read(
            session ->
                session.rows("SELECT COUNT(*) FROM idempotency").map(r -> r.getFirst().number(0))));
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> step) {
    Promise<T> promise = Promise.promise();
    vertx.runOnContext(there -> step.get().onComplete(promise));
    return promise.future();
  }

  private Future<Claimed> show(IdempotencyKeys keys, Sha256 job, String request, Duration most) {
    return onLoop(() -> keys.claim(KEY, job, request, most, new Cancellation()));
  }

  private Claim fresh(IdempotencyKeys keys, String request) {
    return assertInstanceOf(Claimed.Fresh.class, join(show(keys, JOB, request, LONG))).claim();
  }

  private void end(Claim claim, Optional<StoredAnswer> answer) {
    join(onLoop(() -> claim.end(answer)));
  }

  private static StoredAnswer answer(String request) {
    return new StoredAnswer(
        request, 200, Map.of("Pixelgate-Charge", "0.000001 USD"), "{\"url\":\"", "/x.png\"}");
  }

  private static void assertReplays(StoredAnswer expected, Claimed claimed) {
    assertEquals(new Claimed.Replay(expected), claimed);
  }

  private static Failure refusal(Claimed claimed) {
    return assertInstanceOf(Claimed.Refused.class, claimed).failure();
  }

  /** One dispatched attempt of a request, that ended so. */
  private void attempt(String request, long charge, String step) {
    execute(
        "INSERT INTO attempt (account, request, attempt, instance, period, orchestrator, pipeline,"
            + " model, pixels, price, charge, owed, owed_on_dispatch, dispatched_at)"
            + " VALUES ('acme', '%s', 1, 'i_1', '', 'alpha', 'upscale', 'm', 4, 'p', %d, %d, 1, 0)"
                .formatted(request, charge, charge));
    if (!step.isEmpty()) {
      execute(
          "INSERT INTO transfer (account, request, attempt, step, at, debit, credit, amount)"
              + " VALUES ('acme', '%s', 1, '%s', 0, 'a', 'b', %d)"
                  .formatted(request, step, charge));
    }
  }

  @Test
  void anAnswerIsGivenAgainOnEveryInstance() {
    end(fresh(one, "r_1"), Optional.of(answer("r_1")));

    assertReplays(answer("r_1"), join(show(one, JOB, "r_2", LONG)));
    assertReplays(answer("r_1"), join(show(two, JOB, "r_3", LONG)));
    assertReplays(answer("r_1"), join(show(keys("i_9"), JOB, "r_4", LONG)));
  }

  @Test
  void anotherJobIsAConflictWhileItRunsAndAfterwards() {
    Claim claim = fresh(one, "r_1");
    Failure conflict = new Failure.IdempotencyConflict("r_1");

    assertEquals(conflict, refusal(join(show(one, OTHER_JOB, "r_2", LONG))));
    assertEquals(conflict, refusal(join(show(two, OTHER_JOB, "r_3", LONG))));
    end(claim, Optional.of(answer("r_1")));
    assertEquals(conflict, refusal(join(show(one, OTHER_JOB, "r_4", LONG))));
    assertEquals(conflict, refusal(join(show(two, OTHER_JOB, "r_5", LONG))));
  }

  @Test
  void whoComesWhileItRunsWaitsForTheAnswer() {
    Claim claim = fresh(one, "r_1");
    Future<Claimed> here = show(one, JOB, "r_2", LONG);
    Future<Claimed> there = show(two, JOB, "r_3", LONG);
    Future<Claimed> thereToo = show(two, JOB, "r_4", LONG);
    end(claim, Optional.of(answer("r_1")));

    assertReplays(answer("r_1"), join(here));
    assertReplays(answer("r_1"), join(there));
    assertReplays(answer("r_1"), join(thereToo));
  }

  @Test
  void aKeyThatIsLeftFreeGoesToOneOfThoseWhoWait() {
    Claim claim = fresh(one, "r_1");
    List<Future<Claimed>> waiting = new ArrayList<>();
    for (int i = 2; i < 6; i++) {
      waiting.add(show(i % 2 == 0 ? one : two, JOB, "r_" + i, LONG));
    }
    end(claim, Optional.empty());
    join(Future.any(waiting));
    assertEquals(
        1,
        waiting.stream()
            .filter(Future::isComplete)
            .map(Future::result)
            .filter(Claimed.Fresh.class::isInstance)
            .count());
    assertEquals(1, count());
  }

  @Test
  void patienceEnds() {
    fresh(one, "r_1");

    assertInstanceOf(
        Failure.DeadlinePassed.class, refusal(join(show(one, JOB, "r_2", Duration.ofMillis(50)))));
    assertInstanceOf(
        Failure.DeadlinePassed.class, refusal(join(show(two, JOB, "r_3", Duration.ofMillis(50)))));
  }

  @Test
  void whoWaitsMayLeave() {
    Claim claim = fresh(one, "r_1");
    Cancellation client = new Cancellation();
    Future<Claimed> waiting = onLoop(() -> one.claim(KEY, JOB, "r_2", LONG, client));
    vertx.runOnContext(there -> client.cancel());

    assertEquals(new Failure.ClientGone(), refusal(join(waiting)));
    end(claim, Optional.of(answer("r_1")));
    assertReplays(answer("r_1"), join(show(two, JOB, "r_3", LONG)));
  }

  @Test
  void whatADeadInstanceOwesIsAnsweredAndNotPaidAgain() {
    fresh(one, "r_1");
    attempt("r_1", 655_360_000, "lost");
    execute("DELETE FROM instance WHERE id = 'i_1'");

    StoredAnswer told = ((Claimed.Replay) join(show(two, JOB, "r_2", LONG))).answer();
    assertEquals(502, told.status());
    assertEquals("0.000655360000 USD", told.headers().get("Pixelgate-Charge"));
    assertTrue(told.beforeBase().contains("answer-lost"), told::beforeBase);
    assertTrue(told.beforeBase().contains("r_1"), told::beforeBase);
    assertReplays(told, join(show(two, JOB, "r_3", LONG)));
    assertReplays(told, join(show(keys("i_3"), JOB, "r_4", LONG)));
  }

  @Test
  void whatADeadInstanceDoesNotOweLeavesTheKeyFree() {
    fresh(one, "r_1");
    attempt("r_1", 655_360_000, "released");
    execute("DELETE FROM instance WHERE id = 'i_1'");

    fresh(two, "r_2");
  }

  @Test
  void aDeadInstanceWhoseMoneyIsNotResolvedYetIsWaitedFor() {
    fresh(one, "r_1");
    attempt("r_1", 655_360_000, "");
    execute("DELETE FROM instance WHERE id = 'i_1'");
    Future<Claimed> waiting = show(two, JOB, "r_2", LONG);

    assertInstanceOf(
        Failure.DeadlinePassed.class, refusal(join(show(two, JOB, "r_3", Duration.ofMillis(300)))));
    assertFalse(waiting.isComplete());
    execute(
        "INSERT INTO transfer (account, request, attempt, step, at, debit, credit, amount)"
            + " VALUES ('acme', 'r_1', 1, 'released', 0, 'a', 'b', 0)");
    assertInstanceOf(Claimed.Fresh.class, join(waiting));
  }

  @Test
  void whoeverLostItsKeyDoesNotAnswerForTheNext() {
    Claim first = fresh(one, "r_1");
    execute("DELETE FROM instance WHERE id = 'i_1'");
    Claim second = fresh(two, "r_2");
    end(first, Optional.of(answer("r_1")));
    end(second, Optional.of(answer("r_2")));

    assertReplays(answer("r_2"), join(show(keys("i_3"), JOB, "r_3", LONG)));
  }

  @Test
  void aKeyIsFreeADayAfterItsRequestCame() {
    end(fresh(one, "r_1"), Optional.of(answer("r_1")));
    now.set(now.get().plus(Duration.ofHours(24)).minusMillis(1));
    assertReplays(answer("r_1"), join(show(two, JOB, "r_2", LONG)));
    now.set(now.get().plusMillis(1));

    end(fresh(two, "r_3"), Optional.of(answer("r_3")));
    assertReplays(answer("r_3"), join(show(one, JOB, "r_4", LONG)));
  }

  @Test
  void noKeyOutlivesItsPicture() {
    IdempotencyKeys brief =
        new IdempotencyKeys(
            vertx, new TestingJournal(database), () -> "i_1", Duration.ofHours(1), now::get);
    end(fresh(brief, "r_1"), Optional.of(answer("r_1")));
    now.set(now.get().plus(Duration.ofHours(1)));

    fresh(brief, "r_2");
  }

  @Test
  void oldAnswersAreSwept() {
    end(fresh(one, "r_1"), Optional.of(answer("r_1")));
    join(one.sweep());
    assertEquals(1, count());
    now.set(now.get().plus(Duration.ofHours(24)));
    join(one.sweep());

    assertEquals(0, count());
  }

  @Test
  void aHundredAtOnceAreOneClaim() {
    List<Future<Claimed>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(show(i % 2 == 0 ? one : two, JOB, "r_" + i, LONG));
    }
    join(Future.any(all));
    List<Claimed> fresh =
        all.stream()
            .filter(Future::isComplete)
            .map(Future::result)
            .filter(Claimed.Fresh.class::isInstance)
            .toList();
    assertEquals(1, fresh.size());
    String request =
        join(
            database.read(
                session ->
                    session
                        .rows("SELECT request FROM idempotency")
                        .map(rows -> rows.getFirst().text(0))));
    end(((Claimed.Fresh) fresh.getFirst()).claim(), Optional.of(answer(request)));
    join(Future.all(all));
    long replays =
        all.stream().map(Future::result).filter(Claimed.Replay.class::isInstance).count();
    assertEquals(99, replays);
  }
}
