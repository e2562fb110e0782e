package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.ledger.Journal;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who runs under which idempotency key, in this process and, by the store, in all. Any event loop.
 */
public final class IdempotencyKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeys.class);

  /** How long an answer is kept, unless its picture is kept for less. */
  private static final Duration DAY = Duration.ofHours(24);

  private static final Duration SWEEP = Duration.ofMinutes(5);
  private static final int SWEPT_AT_ONCE = 1_000;

  private final Vertx vertx;
  private final Journal journal;
  private final Supplier<String> instance;
  private final Duration timeToLive;
  private final InstantSource clock;
  private final Map<AccountKey, RunningKey> running = new ConcurrentHashMap<>();
  private volatile long timer = -1;

  /**
   * Keys in the store behind this journal.
   *
   * @param instance this run of the server, as the ledger names it
   * @param media how long pictures are kept: no key outlives its picture
   */
  public IdempotencyKeys(
      Vertx vertx,
      Journal journal,
      Supplier<String> instance,
      Duration media,
      InstantSource clock) {
    this.vertx = vertx;
    this.journal = journal;
    this.instance = instance;
    this.timeToLive = media.compareTo(DAY) < 0 ? media : DAY;
    this.clock = clock;
  }

  /**
   * Shows a key, and waits while another request runs under it.
   *
   * @param request id of the one that shows it
   * @param patience how long that one may wait
   * @param client says that nobody waits any more
   * @return completes on the calling event loop, never fails
   */
  public Future<Claimed> claim(
      AccountKey key, Sha256 job, String request, Duration patience, Cancellation client) {
    return new Showing(this, vertx, key, job, request, patience).begin(client);
  }

  /** Removes old answers from now on, again and again. */
  public void start() {
    timer = vertx.setPeriodic(SWEEP.toMillis(), SWEEP.toMillis(), fired -> sweep());
  }

  /** Removes no more. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** Removes every answer whose time is over; never fails. */
  Future<Void> sweep() {
    int[] swept = {0};
    Write some =
        session ->
            KeyRows.sweep(session, clock.instant(), SWEPT_AT_ONCE)
                .onSuccess(removed -> swept[0] = removed);
    return journal
        .require(List.of(some))
        .compose(done -> swept[0] == SWEPT_AT_ONCE ? sweep() : Future.succeededFuture())
        .recover(
            away -> {
              LOG.debug("idempotency sweep=failed reason={}", away.toString());
              return Future.succeededFuture();
            });
  }

  Journal journal() {
    return journal;
  }

  Instant now() {
    return clock.instant();
  }

  /** The request of this process that has the key or asks for it; absent when it is this one. */
  Optional<RunningKey> enter(AccountKey key, RunningKey mine) {
    return Optional.ofNullable(running.putIfAbsent(key, mine));
  }

  /** Ends what {@link #enter} began. */
  void leave(AccountKey key, RunningKey mine, Optional<StoredAnswer> answer) {
    running.remove(key, mine);
    mine.end().tryComplete(answer);
  }

  ClaimWrite claim(AccountKey key, RunningKey mine) {
    Origin origin = new Origin(instance.get(), mine.request());
    return new ClaimWrite(key, mine.job(), origin, now(), timeToLive);
  }

  /**
   * The key's time counts from the beginning of its request, so that the picture, which was stored
   * after that, is there for as long.
   */
  Write ending(AccountKey key, RunningKey mine, Optional<StoredAnswer> answer) {
    Instant expires = mine.began().plus(timeToLive);
    return session ->
        answer.isPresent()
            ? KeyRows.answer(session, key, answer.get(), expires)
            : KeyRows.free(session, key, mine.request());
  }
}
