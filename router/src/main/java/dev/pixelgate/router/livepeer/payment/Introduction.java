package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.router.livepeer.Payments.Sender;
import dev.pixelgate.router.livepeer.payment.SignerClient.Identity;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who the signer is. That never changes, so it is asked for until it is known: once for everybody
 * who wants to know, and not again right after it did not say. Any thread.
 */
final class Introduction {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final InstantSource clock;
  private final SignerClient client;

  // Guarded by this.
  private Identity said = new Identity.Unknown("was not asked yet");
  private Optional<Future<Sender>> asking = Optional.empty();
  private Instant quietUntil = Instant.EPOCH;

  Introduction(Vertx vertx, InstantSource clock, SignerClient client) {
    this.vertx = vertx;
    this.clock = clock;
    this.client = client;
  }

  /** Never fails; nobody while it is not known. */
  Future<Sender> sender() {
    Promise<Sender> mine = Promise.promise();
    synchronized (this) {
      if (said instanceof Identity.Known(Sender known)) {
        return Future.succeededFuture(known);
      }
      if (asking.isPresent()) {
        return EventLoops.here(vertx, asking.get());
      }
      if (clock.instant().isBefore(quietUntil)) {
        return Future.succeededFuture(Sender.NOBODY);
      }
      asking = Optional.of(mine.future());
    }
    client
        .identity()
        .otherwise(bug -> new Identity.Unknown("met an internal error"))
        .onSuccess(answer -> mine.complete(heard(answer)));
    return mine.future();
  }

  private synchronized Sender heard(Identity answer) {
    said = answer;
    asking = Optional.empty();
    quietUntil = clock.instant().plus(QUIET);
    return answer instanceof Identity.Known(Sender known) ? known : Sender.NOBODY;
  }

  /** Why it is not known, a phrase after the signer's name; nothing when it is. */
  synchronized Optional<String> problem() {
    return said instanceof Identity.Unknown(String problem)
        ? Optional.of(problem)
        : Optional.empty();
  }
}
