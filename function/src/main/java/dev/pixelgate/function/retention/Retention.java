package dev.pixelgate.function.retention;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what is old, every hour and in small transactions, so that orders do not wait for it. Of
 * several instances on one store one after the other does a piece.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final long EVERY_MILLIS = Duration.ofHours(1).toMillis();
  private static final int BATCH_ADMISSIONS = 500;
  private static final int BATCH_DECISIONS = 2_000;

  /** Every piece begins with it: waits for the one that another instance does. */
  private static final String TAKE = "UPDATE retention SET at = ? WHERE id = 1";

  private static final String NEXT_ACCOUNT = "SELECT MIN(account) FROM attempt WHERE account > ?";

  private static final String FORGET_ADMISSIONS =
      "DELETE FROM admission WHERE at < ? AND id IN (SELECT id FROM admission ORDER BY id LIMIT "
          + BATCH_ADMISSIONS
          + ")";

  private static final String FORGET_DECISIONS =
      "DELETE FROM decision WHERE id IN (SELECT id FROM decision WHERE at < ? ORDER BY at LIMIT "
          + BATCH_DECISIONS
          + ")";

  /**
   * A decision refers to a page at most that long after the first page of its run was made, and is
   * itself forgotten after as long. Those of one moment go together.
   */
  private static final String FORGET_PAGES =
      """
      DELETE FROM decision_page WHERE at < ? AND at <= (
        SELECT MAX(p.at) FROM (SELECT at FROM decision_page ORDER BY at LIMIT %d) p)"""
          .formatted(BATCH_ADMISSIONS);

  private final Vertx vertx;
  private final Database database;
  private final RetentionRules rules;
  private final InstantSource clock;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile long timer = -1;

  /** One that has not started. */
  public Retention(Vertx vertx, Database database, RetentionRules rules, InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.rules = rules;
    this.clock = clock;
  }

  /** Begins; the first time after an hour, when whatever starts has started. */
  public void start() {
    timer = vertx.setPeriodic(EVERY_MILLIS, fired -> run());
  }

  /** Ends it; a piece that is being done is finished. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** Forgets all that is old; nothing while that is being done. Never fails. */
  public Future<Void> run() {
    if (!busy.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return attempts("")
        .compose(done -> losses())
        .compose(done -> receipts())
        .compose(done -> admissions())
        .compose(done -> decisions())
        .onFailure(e -> LOG.warn("retention run=failed reason={}", e.toString()))
        .onComplete(ended -> busy.set(false))
        .otherwiseEmpty();
  }

  private Future<Void> attempts(String after) {
    return database
        .read(session -> session.rows(NEXT_ACCOUNT, after))
        .map(rows -> rows.getFirst().maybeText(0))
        .compose(
            (Optional<String> account) ->
                account.isEmpty()
                    ? Future.<Void>succeededFuture()
                    : attemptsOf(account.get()).compose(done -> attempts(account.get())));
  }

  private Future<Void> attemptsOf(String account) {
    long before = before(rules.attempts());
    return allOf(session -> new OldAttempts(session, account, before).compact());
  }

  private Future<Void> losses() {
    long before = before(rules.attempts());
    return allOf(session -> new PaymentDays(session).addLosses(before));
  }

  private Future<Void> receipts() {
    long before = before(rules.receipts());
    return allOf(session -> new OldReceipts(session, before).forget());
  }

  /** In the order of their numbers, which is that of time but for moments. */
  private Future<Void> admissions() {
    long before = before(rules.attempts());
    return allOf(session -> session.change(FORGET_ADMISSIONS, before));
  }

  private Future<Void> decisions() {
    long before = before(rules.decisions());
    long pagesBefore = before(rules.decisions().multipliedBy(2));
    return allOf(session -> session.change(FORGET_DECISIONS, before))
        .compose(done -> allOf(session -> session.change(FORGET_PAGES, pagesBefore)));
  }

  private long before(Duration kept) {
    return clock.instant().minus(kept).toEpochMilli();
  }

  /** Piece after piece, until one finds nothing more. */
  private Future<Void> allOf(Function<Session, Future<Integer>> piece) {
    return database
        .transaction(
            session -> session.change(TAKE, clock.millis()).compose(taken -> piece.apply(session)))
        .compose(done -> done == 0 ? Future.<Void>succeededFuture() : allOf(piece));
  }
}
