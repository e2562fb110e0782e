package dev.pixelgate.function.retention;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what is old, every hour and in small transactions, so that orders do not wait for it. The
 * hour is that of all instances on one store, which may live for minutes each: whoever finds that
 * nobody has for so long does it. Any thread.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final long EVERY_MILLIS = Duration.ofHours(1).toMillis();
  private static final long LOOK_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long AFTER_FAILURE_MILLIS = Duration.ofMinutes(1).toMillis();

  /** A request waits for so long, or for one transaction of every kind. */
  private static final long PIECE_MILLIS = 500;

  private static final int BATCH_ADMISSIONS = 500;
  private static final int BATCH_DECISIONS = 2_000;

  /** Every piece begins with it: waits for the one that another instance does. */
  private static final String TAKE = "UPDATE retention SET at = ? WHERE id = 1";

  private static final String LAST = "SELECT at FROM retention WHERE id = 1";

  /** Of those who have found the same only one does it. */
  private static final String CLAIM = "UPDATE retention SET at = ? WHERE id = 1 AND at = ?";

  /** For the next one who looks. */
  private static final String UNFINISHED = "UPDATE retention SET at = 0 WHERE id = 1";

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

  /** Until then nobody needs to look, in ms since 1970. */
  private volatile long lookAtMillis;

  /** One that has not started. */
  public Retention(Vertx vertx, Database database, RetentionRules rules, InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.rules = rules;
    this.clock = clock;
  }

  /** Begins to look by itself; the first time when whatever starts has started. */
  public void start() {
    timer = vertx.setPeriodic(LOOK_MILLIS, fired -> whenDue(Long.MAX_VALUE));
  }

  /** Ends it; a piece that is being done is finished. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** Forgets all that is old; nothing while that is being done. Never fails. */
  public Future<Void> run() {
    return alone(() -> all(Long.MAX_VALUE));
  }

  /**
   * Forgets what half a second suffices for, when no instance has for an hour; whoever comes next
   * goes on with the rest. Completes on the calling context; never fails.
   */
  public Future<Void> catchUp() {
    return whenDue(PIECE_MILLIS);
  }

  private Future<Void> whenDue(long millis) {
    return clock.millis() < lookAtMillis
        ? Future.succeededFuture()
        : alone(() -> claimed().compose(mine -> mine ? most(millis) : Future.succeededFuture()));
  }

  private Future<Void> alone(Supplier<Future<Void>> work) {
    if (!busy.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return Future.succeededFuture()
        .compose(begun -> work.get())
        .onFailure(this::failed)
        .onComplete(ended -> busy.set(false))
        .otherwiseEmpty();
  }

  private void failed(Throwable cause) {
    lookAtMillis = clock.millis() + AFTER_FAILURE_MILLIS;
    LOG.warn("retention run=failed reason={}", cause.toString());
  }

  /** Looks without a lock: only one of many finds that the hour is over. */
  private Future<Boolean> claimed() {
    return database
        .read(session -> session.rows(LAST))
        .compose(rows -> rows.isEmpty() ? Future.succeededFuture(false) : claimed(rows.getFirst()));
  }

  private Future<Boolean> claimed(Row row) {
    long last = row.number(0);
    long now = clock.millis();
    // Clocks of instances differ; one that was wrong by more must not end all forgetting.
    if (Math.abs(now - last) < EVERY_MILLIS) {
      lookAtMillis = Math.min(last, now) + EVERY_MILLIS;
      return Future.succeededFuture(false);
    }
    return database
        .transaction(session -> session.change(CLAIM, now, last))
        .map(claimed -> claimed == 1);
  }

  private Future<Void> most(long millis) {
    long now = clock.millis();
    long until = millis > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + millis;
    return all(until)
        .compose(done -> isOver(until) ? database.transaction(this::unfinished) : finished());
  }

  private Future<Void> unfinished(Session session) {
    return session.change(UNFINISHED).mapEmpty();
  }

  private Future<Void> finished() {
    lookAtMillis = clock.millis() + EVERY_MILLIS;
    return Future.succeededFuture();
  }

  private boolean isOver(long until) {
    return clock.millis() >= until;
  }

  /**
   * Goes on with nothing at {@code until}, in ms since 1970. Does something of every kind though:
   * on a slow store the last one would never have its turn.
   */
  private Future<Void> all(long until) {
    return attempts("", until)
        .compose(done -> losses(until))
        .compose(done -> receipts(until))
        .compose(done -> admissions(until))
        .compose(done -> decisions(until));
  }

  private Future<Void> attempts(String after, long until) {
    return database
        .read(session -> session.rows(NEXT_ACCOUNT, after))
        .map(rows -> rows.getFirst().maybeText(0))
        .compose(
            (Optional<String> account) ->
                account.isEmpty()
                    ? Future.<Void>succeededFuture()
                    : attemptsOf(account.get(), until)
                        .compose(
                            done ->
                                isOver(until)
                                    ? Future.<Void>succeededFuture()
                                    : attempts(account.get(), until)));
  }

  private Future<Void> attemptsOf(String account, long until) {
    long before = before(rules.attempts());
    return allOf(until, session -> new OldAttempts(session, account, before).compact());
  }

  private Future<Void> losses(long until) {
    long before = before(rules.attempts());
    return allOf(until, session -> new PaymentDays(session).addLosses(before));
  }

  private Future<Void> receipts(long until) {
    long before = before(rules.receipts());
    return allOf(until, session -> new OldReceipts(session, before).forget());
  }

  /** In the order of their numbers, which is that of time but for moments. */
  private Future<Void> admissions(long until) {
    long before = before(rules.attempts());
    return allOf(until, session -> session.change(FORGET_ADMISSIONS, before));
  }

  private Future<Void> decisions(long until) {
    long before = before(rules.decisions());
    long pagesBefore = before(rules.decisions().multipliedBy(2));
    return allOf(until, session -> session.change(FORGET_DECISIONS, before))
        .compose(done -> allOf(until, session -> session.change(FORGET_PAGES, pagesBefore)));
  }

  private long before(Duration kept) {
    return clock.instant().minus(kept).toEpochMilli();
  }

  /** Piece after piece, until one finds nothing more or the time is over. */
  private Future<Void> allOf(long until, Function<Session, Future<Integer>> piece) {
    return database
        .transaction(
            session -> session.change(TAKE, clock.millis()).compose(taken -> piece.apply(session)))
        .compose(
            done ->
                done == 0 || isOver(until) ? Future.<Void>succeededFuture() : allOf(until, piece));
  }
}
