package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.sale.Crossing;
import dev.pixelgate.pricing.Sha256;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request that shows its key: it claims it, is told the answer, or waits for whoever has it; in
 * this process for that one's end, elsewhere by looking again. Confined to its event loop.
 */
final class Showing {
  private static final Logger LOG = LoggerFactory.getLogger(Showing.class);

  /** How often the store is asked for the end of what runs elsewhere. */
  private static final long LOOK_AGAIN_MILLIS = 250;

  private final IdempotencyKeys keys;
  private final Vertx vertx;
  private final AccountKey key;
  private final Sha256 job;
  private final String request;
  private final Duration patience;
  private final Promise<Claimed> result = Promise.promise();

  Showing(
      IdempotencyKeys keys,
      Vertx vertx,
      AccountKey key,
      Sha256 job,
      String request,
      Duration patience) {
    this.keys = keys;
    this.vertx = vertx;
    this.key = key;
    this.job = job;
    this.request = request;
    this.patience = patience;
  }

  Future<Claimed> begin(Cancellation client) {
    long timer =
        vertx.setTimer(
            Math.max(1, patience.toMillis()),
            over -> refuse(new Failure.DeadlinePassed(patience, List.of())));
    result.future().onComplete(ended -> vertx.cancelTimer(timer));
    client.onCancel(() -> refuse(new Failure.ClientGone()));
    show();
    return result.future();
  }

  private void refuse(Failure failure) {
    result.tryComplete(new Claimed.Refused(failure));
  }

  private void show() {
    RunningKey mine = RunningKey.of(job, request, keys.now());
    keys.enter(key, mine).ifPresentOrElse(this::await, () -> ask(mine));
  }

  private void await(RunningKey other) {
    if (!other.job().equals(job)) {
      refuse(conflict(other.request()));
      return;
    }
    Crossing.here(vertx, other.end().future())
        .onSuccess(
            answer -> {
              if (answer.isPresent()) {
                result.tryComplete(new Claimed.Replay(answer.get()));
              } else if (!result.future().isComplete()) {
                show();
              }
            });
  }

  private void ask(RunningKey mine) {
    ClaimWrite claim = keys.claim(key, mine);
    Crossing.here(vertx, keys.journal().require(List.of(claim)))
        .onSuccess(onDisk -> follow(mine, claim.look()))
        .onFailure(away -> unavailable(mine, away));
  }

  private void follow(RunningKey mine, Look look) {
    switch (look) {
      case Look.Claimed c -> {
        Claim claim = new Claim(keys, key, mine);
        if (!result.tryComplete(new Claimed.Fresh(claim))) {
          claim.end(Optional.empty());
        }
      }
      case Look.Answered(Sha256 of, StoredAnswer answer) when of.equals(job) -> {
        keys.leave(key, mine, Optional.of(answer));
        result.tryComplete(new Claimed.Replay(answer));
      }
      case Look.Answered(Sha256 of, StoredAnswer answer) -> {
        keys.leave(key, mine, Optional.empty());
        refuse(conflict(answer.request()));
      }
      case Look.Running(Sha256 of, String other) when of.equals(job) -> lookAgain(mine);
      case Look.Running(Sha256 of, String other) -> {
        keys.leave(key, mine, Optional.empty());
        refuse(conflict(other));
      }
    }
  }

  /** Those of this process that wait for this one need not ask the store as well. */
  private void lookAgain(RunningKey mine) {
    vertx.setTimer(
        LOOK_AGAIN_MILLIS,
        later -> {
          if (result.future().isComplete()) {
            keys.leave(key, mine, Optional.empty());
          } else {
            ask(mine);
          }
        });
  }

  private void unavailable(RunningKey mine, Throwable away) {
    LOG.warn("request id={} idempotency claim=failed reason={}", request, away.toString());
    keys.leave(key, mine, Optional.empty());
    refuse(
        new Failure.StoreUnavailable(
            "the Idempotency-Key cannot be looked up now; nothing was sent"));
  }

  private Failure conflict(String other) {
    return new Failure.IdempotencyConflict(other);
  }
}
