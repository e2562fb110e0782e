package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.attempt.HttpAttempt;
import dev.pixelgate.router.attempt.JobClient;
import dev.pixelgate.router.exchange.TransportFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One job at one orchestrator: takes a session, sends the job, and sends it once more with another
 * session when its token was not accepted. Confined to one event loop.
 */
final class LivepeerAttempt {
  private final LivepeerOrchestrator orchestrator;
  private final Job job;
  private final Optional<Price> agreed;
  private final ResultWriter result;
  private final Cancellation cancellation;
  private final Runnable dispatched;
  private final Supplier<String> boundary;
  private final Promise<AttemptEnd> end = Promise.promise();
  private boolean left;
  private boolean counted;

  LivepeerAttempt(
      LivepeerOrchestrator orchestrator,
      Job job,
      Optional<Price> agreed,
      ResultWriter result,
      Cancellation cancellation,
      Runnable dispatched,
      Supplier<String> boundary) {
    this.orchestrator = orchestrator;
    this.job = job;
    this.agreed = agreed;
    this.result = result;
    this.cancellation = cancellation;
    this.dispatched = dispatched;
    this.boundary = boundary;
  }

  /** Opening a session takes its time, and nobody waits for that after a cancellation. */
  Future<AttemptEnd> start() {
    end.future().onComplete(ended -> release());
    cancellation.onCancel(() -> end.tryComplete(new AttemptEnd.Cancelled()));
    if (!cancellation.isCancelled()) {
      orchestrator
          .sessions()
          .session(job.capability())
          .compose(opening -> first(opening))
          .onSuccess(end::tryComplete)
          .onFailure(end::tryFail);
    }
    return end.future();
  }

  private Future<AttemptEnd> first(Opening opening) {
    return switch (opening) {
      case Opening.Open(Session session) -> {
        LivepeerManner manner = manner(session);
        yield send(session, manner)
            .compose(
                ended ->
                    manner.tokenRefused() && !cancellation.isCancelled()
                        ? again(session)
                        : Future.succeededFuture(ended));
      }
      case Opening.Refused refused -> unopened(refused);
      case Opening.Failed failed -> unopened(failed);
    };
  }

  /** Where the job is not sent again, the orchestrator's last word was an error. */
  private Future<AttemptEnd> again(Session refused) {
    left = false;
    return orchestrator
        .sessions()
        .renewed(job.capability(), refused)
        .compose(
            opening ->
                switch (opening) {
                  case Opening.Open(Session session) -> send(session, manner(session));
                  case Opening.Refused no -> unopened(no);
                  case Opening.Failed no -> unopened(no);
                })
        .map(
            ended ->
                ended instanceof AttemptEnd.Failed(String reason, boolean answered)
                    ? new AttemptEnd.Failed(reason, answered || !left)
                    : ended);
  }

  private void leaves() {
    left = true;
    if (!counted) {
      counted = true;
      orchestrator.sessions().running().begun(job.capability().pipeline());
    }
    dispatched.run();
  }

  private void release() {
    if (counted) {
      orchestrator.sessions().running().ended(job.capability().pipeline());
    }
  }

  private Future<AttemptEnd> send(Session session, LivepeerManner manner) {
    Optional<Payments.Refusal> unpayable =
        session.isPriced() ? orchestrator.payments().refusal(session) : Optional.empty();
    if (unpayable.isPresent()) {
      return failed(unpayable.get().detail());
    }
    if (session.isPriced() && agreed.filter(price -> isDearer(session, price)).isPresent()) {
      return failed("asks more now than its offer did");
    }
    return orchestrator
        .http()
        .client(session)
        .transform(
            client ->
                client.succeeded()
                    ? send(client.result(), manner)
                    : failed(TransportFailure.phrase(client.cause())));
  }

  /** Caps and charge were judged by the offer; a session may be newer. */
  private static boolean isDearer(Session session, Price agreed) {
    return !(agreed instanceof WeiPerPixel most)
        || session.quote().filter(now -> now.compareTo(most) <= 0).isEmpty();
  }

  private Future<AttemptEnd> send(JobClient client, LivepeerManner manner) {
    return new HttpAttempt(client, manner, job, result, this::leaves).start(cancellation);
  }

  private LivepeerManner manner(Session session) {
    return new LivepeerManner(orchestrator.name(), job, session, boundary.get());
  }

  private Future<AttemptEnd> unopened(Opening.Refused refused) {
    return failed("would not answer: " + refused.text());
  }

  private Future<AttemptEnd> unopened(Opening.Failed failed) {
    return failed(failed.problem());
  }

  private Future<AttemptEnd> failed(String problem) {
    return Future.succeededFuture(new AttemptEnd.Failed(orchestrator.name() + " " + problem));
  }
}
