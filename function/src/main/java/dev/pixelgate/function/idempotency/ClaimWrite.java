package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Claims a key for a request, or finds out who has it. What a dead server left under it is settled
 * here: the ledger has resolved its attempts by then, and knows whether anything is owed.
 */
final class ClaimWrite implements Write {
  /** Longer than any request may take: one that ends has its answer's time instead. */
  private static final Duration RUNNING = Duration.ofDays(2);

  private final AccountKey key;
  private final Sha256 job;
  private final Origin origin;
  private final Instant now;
  private final Duration timeToLive;
  private volatile @Nullable Look look;

  /** A claim of this moment. No request of the origin's server runs under the key. */
  ClaimWrite(AccountKey key, Sha256 job, Origin origin, Instant now, Duration timeToLive) {
    this.key = key;
    this.job = job;
    this.origin = origin;
    this.now = now;
    this.timeToLive = timeToLive;
  }

  /** What came of it, once it is on disk. */
  Look look() {
    return Objects.requireNonNull(look);
  }

  @Override
  public Future<?> apply(Session session) {
    return claim(session).onSuccess(found -> look = found);
  }

  private Future<Look> claim(Session session) {
    return KeyRows.insert(session, key, job, origin, now, now.plus(RUNNING))
        .compose(free -> free ? Future.succeededFuture(new Look.Claimed()) : whoever(session));
  }

  private Future<Look> whoever(Session session) {
    return KeyRows.find(session, key)
        .compose(found -> found.isPresent() ? judge(session, found.get()) : claim(session));
  }

  private Future<Look> judge(Session session, KeyRows.Kept kept) {
    if (kept.answer().isPresent()) {
      return kept.expires().isAfter(now)
          ? Future.succeededFuture(new Look.Answered(kept.job(), kept.answer().get()))
          : KeyRows.freeExpired(session, key, now).compose(freed -> claim(session));
    }
    Look running = new Look.Running(kept.job(), kept.request());
    Future<Boolean> lives =
        kept.instance().equals(origin.instance())
            ? Future.succeededFuture(false)
            : KeyRows.lives(session, kept.instance());
    return lives.compose(
        alive -> alive ? Future.succeededFuture(running) : settle(session, kept, running));
  }

  private Future<Look> settle(Session session, KeyRows.Kept kept, Look running) {
    return KeyRows.remains(session, key.account(), kept.request())
        .compose(
            remains -> {
              if (remains.open()) {
                return Future.succeededFuture(running);
              }
              return remains.charge().compareTo(Usd.ZERO) > 0
                  ? lost(session, kept, remains.charge())
                  : KeyRows.free(session, key, kept.request()).compose(freed -> claim(session));
            });
  }

  private Future<Look> lost(Session session, KeyRows.Kept kept, Usd charge) {
    StoredAnswer answer =
        StoredAnswer.lost(kept.request(), charge, "its server ended while it ran");
    return KeyRows.answer(session, key, answer, now.plus(timeToLive))
        .map(stored -> new Look.Answered(kept.job(), answer));
  }
}
