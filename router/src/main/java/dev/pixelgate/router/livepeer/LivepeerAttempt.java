package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.Agreement;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.attempt.HttpAttempt;
import dev.pixelgate.router.attempt.JobClient;
import dev.pixelgate.router.exchange.TransportFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One job at one orchestrator: takes a session, or pays for the job where that is wanted, sends it,
 * and sends it once more where it was not let in for a reason that another session or payment
 * mends. Confined to one event loop.
 */
final class LivepeerAttempt {
  /** How often a job that has to be paid for is sent. */
  private static final int MOST_TRIES = 2;

  private final LivepeerOrchestrator orchestrator;
  private final Job job;
  private final Optional<Agreement> agreed;
  private final ResultWriter result;
  private final Cancellation cancellation;
  private final Runnable dispatched;
  private final Supplier<String> boundary;
  private final Promise<AttemptEnd> end = Promise.promise();
  private final long startNanos = System.nanoTime();
  private boolean left;
  private boolean counted;
  private int tries;

  LivepeerAttempt(
      LivepeerOrchestrator orchestrator,
      Job job,
      Optional<Agreement> agreed,
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
      opened(orchestrator.sessions().session(job.capability()))
          .onSuccess(end::tryComplete)
          .onFailure(end::tryFail);
    }
    return end.future();
  }

  private Future<AttemptEnd> opened(Future<Opening> asked) {
    return asked.compose(
        opening ->
            switch (opening) {
              case Opening.Open(Session session) -> session.isPriced() ? paid() : unpaid(session);
              case Opening.Refused(String text) -> failed("would not answer: " + text);
              case Opening.Failed(String problem, boolean distrusted) -> failed(problem);
            });
  }

  private Future<AttemptEnd> unpaid(Session session) {
    LivepeerManner manner =
        manner(session, Map.of(SegmentHeader.NAME, SegmentHeader.of(job.capability(), session)));
    return send(session, manner)
        .compose(
            ended ->
                manner.tokenRefused() && tries == 1 && !cancellation.isCancelled()
                    ? again(
                        () -> opened(orchestrator.sessions().renewed(job.capability(), session)))
                    : Future.succeededFuture(ended));
  }

  private Future<AttemptEnd> paid() {
    if (!(agreed.map(Agreement::price).orElse(null) instanceof WeiPerPixel price)) {
      return failed("asks wei now, and its offer did not");
    }
    Agreement terms = agreed.get();
    return orchestrator
        .payments()
        .pay(
            new Purchase(
                orchestrator.name(),
                job.capability(),
                job.pixels(),
                price,
                terms.attempt(),
                orchestrator.sessions(),
                orchestrator.http(),
                terms.remaining().minusNanos(System.nanoTime() - startNanos),
                cancellation))
        .compose(
            paying ->
                switch (paying) {
                  case Paying.Refused(String problem) -> failed(problem);
                  case Paying.Unpaid(String problem) ->
                      Future.succeededFuture(
                          new AttemptEnd.Unpaid(orchestrator.name() + " " + problem));
                  case Paying.Repriced(WeiPerPixel now) ->
                      Future.succeededFuture(new AttemptEnd.Repriced(now));
                  case Paying.Ready(PaidJob paid) -> send(paid);
                });
  }

  private Future<AttemptEnd> send(PaidJob paid) {
    LivepeerManner manner = manner(paid.session(), paid.headers());
    return send(paid.session(), manner)
        .onFailure(bug -> paid.ended(manner.end(left)))
        .compose(ended -> settled(paid, manner.end(left), ended));
  }

  private Future<AttemptEnd> settled(PaidJob paid, PaidJob.JobEnd how, AttemptEnd ended) {
    paid.ended(how);
    boolean mended =
        switch (how) {
          case RESTARTED, NOT_LET_IN -> {
            orchestrator.sessions().forget(paid.session());
            yield true;
          }
          case TOO_LITTLE, EXPIRED, PAYMENT_REFUSED -> true;
          case SERVED, FAILED, NOT_TAKEN, UNCLEAR, UNKNOWN -> false;
        };
    return mended && tries < MOST_TRIES && !cancellation.isCancelled()
        ? again(this::paid)
        : Future.succeededFuture(ended);
  }

  /** Where the job is not sent again, the orchestrator's last word was an error. */
  private Future<AttemptEnd> again(Supplier<Future<AttemptEnd>> next) {
    left = false;
    return next.get()
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
    tries++;
    return orchestrator
        .http()
        .client(session)
        .transform(
            client ->
                client.succeeded()
                    ? send(client.result(), manner)
                    : failed(TransportFailure.phrase(client.cause())));
  }

  private Future<AttemptEnd> send(JobClient client, LivepeerManner manner) {
    return new HttpAttempt(client, manner, job, result, this::leaves).start(cancellation);
  }

  private LivepeerManner manner(Session session, Map<String, String> headers) {
    return new LivepeerManner(orchestrator.name(), job, session, headers, boundary.get());
  }

  private Future<AttemptEnd> failed(String problem) {
    return Future.succeededFuture(new AttemptEnd.Failed(orchestrator.name() + " " + problem));
  }
}
