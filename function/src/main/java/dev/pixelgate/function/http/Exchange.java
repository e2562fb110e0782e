package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import dev.pixelgate.function.idempotency.StoredAnswer;
import dev.pixelgate.function.metrics.SaleMeters;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.LooseMedia;
import dev.pixelgate.router.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipeline request and its answer: logs its one line and counts it, then writes the answer,
 * once, with every header of the contract. In this order, since a Lambda stops with the last byte.
 * Confined to one event loop.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Pipeline pipeline;
  private final SaleMeters meters;
  private final String id =
      "r_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final long startNanos = System.nanoTime();
  private Optional<String> account = Optional.empty();
  private Optional<String> clientId = Optional.empty();
  private long orderNanos = startNanos;
  private boolean ordered;
  private boolean stopped;
  private boolean answered;

  Exchange(Vertx vertx, HttpServerRequest request, Pipeline pipeline, SaleMeters meters) {
    this.vertx = vertx;
    this.request = request;
    this.pipeline = pipeline;
    this.meters = meters;
  }

  /** Given by us; the client's own name for the request is beside it. */
  String id() {
    return id;
  }

  void actsFor(String accountName) {
    account = Optional.of(accountName);
  }

  void clientCallsIt(Optional<String> name) {
    clientId = name;
  }

  /** Everything is read and checked; from here on time belongs to orchestrators. */
  void ordered() {
    ordered = true;
    orderNanos = System.nanoTime();
  }

  /**
   * The process can wait for this one no longer. Before there is an order it is refused at once;
   * after that it is answered when its money is resolved.
   */
  void stop() {
    stopped = true;
    if (!ordered) {
      refuse(new Failure.Draining());
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Answers a request that never became an order. */
  void refuse(Failure failure) {
    if (begin()) {
      writeFailure(body(failure), "model=- pixels=0 orchestrator=- attempts=0 charge=-");
    }
  }

  /** Answers a bug of ours; the client learns only the request id. */
  void broken(Throwable bug) {
    LOG.error("request id={} internal error", id, bug);
    refuse(new Failure.Internal(id));
  }

  void answer(Sale sale, String base) {
    if (!begin()) {
      loose(sale).ifPresent(LooseMedia::discard);
      return;
    }
    SaleAnswer answer = SaleAnswer.of(sale);
    answer.headers().forEach(request.response().headers()::set);
    meters.sale(pipeline, sale);
    switch (sale) {
      case Sale.NotDone notDone -> writeFailure(body(notDone.failure()), facts(sale));
      case Sale.Done done -> {
        request.response().headers().set(Names.SERVER_TIMING, timing(done.sold()));
        succeed(answer, sale, base, facts(sale) + (done.missed() ? " cache=miss" : ""));
      }
      case Sale.Reused reused ->
          succeed(answer, sale, base, facts(sale) + " cache=" + reused.how());
    }
  }

  /** Gives the answer of a request before, which costs nothing more. */
  void replay(StoredAnswer stored, String base) {
    if (!begin()) {
      return;
    }
    HttpServerResponse response = request.response();
    stored.headers().forEach(response.headers()::set);
    response.headers().set(Names.REPLAYED, "true").set(Names.ORIGINAL_REQUEST, stored.request());
    log(
        stored.status(),
        "model=- pixels=0 orchestrator=- attempts=0 charge="
            + Usd.ZERO.toDecimal()
            + " replays="
            + stored.request());
    meters.request(pipeline, "replayed", elapsed());
    if (!response.closed() && !response.ended()) {
      response.setStatusCode(stored.status()).end(stored.body(base));
    }
  }

  private void succeed(SaleAnswer answer, Sale sale, String base, String facts) {
    log(200, facts);
    meters.request(pipeline, "done", elapsed());
    loose(sale)
        .map(picture -> new LooseAnswer(picture, answer.beforeBase(), answer.afterBase()))
        .ifPresentOrElse(
            picture -> picture.send(request.response()),
            () -> request.response().end(answer.body(base)));
  }

  /** A picture that is for this answer only. */
  private static Optional<LooseMedia> loose(Sale sale) {
    return sale instanceof Sale.Done done && done.sold().media() instanceof LooseMedia picture
        ? Optional.of(picture)
        : Optional.empty();
  }

  /** Who was cut off by us has not gone. */
  private FailureBody body(Failure failure) {
    return FailureBody.of(
        stopped && failure instanceof Failure.ClientGone ? new Failure.Draining() : failure);
  }

  private boolean begin() {
    if (answered) {
      return false;
    }
    answered = true;
    MultiMap headers = request.response().headers();
    headers.set(Names.REQUEST_ID, id);
    clientId.ifPresent(name -> headers.set(Names.CLIENT_ID, name));
    return true;
  }

  private void writeFailure(FailureBody failure, String facts) {
    log(failure.status(), facts);
    meters.refused(failure.code());
    meters.request(pipeline, failure.code(), elapsed());
    HttpServerResponse response = request.response();
    if (!response.closed() && !response.ended()) {
      response.setStatusCode(failure.status()).putHeader(HttpHeaders.CONTENT_TYPE, Names.JSON);
      if (failure.status() == 401) {
        response.putHeader("WWW-Authenticate", "Bearer");
      }
      failure
          .retryAfter()
          .ifPresent(
              after ->
                  response.putHeader(
                      HttpHeaders.RETRY_AFTER, Long.toString(FailureBody.seconds(after))));
      Lingering.end(vertx, request, Buffer.buffer(failure.json().encode()));
    }
  }

  private String facts(Sale sale) {
    String orchestrator =
        sale.attempts().isEmpty() ? "-" : sale.attempts().getLast().orchestrator();
    return "model="
        + printable(sale.model())
        + " pixels="
        + sale.pixels()
        + " orchestrator="
        + orchestrator
        + " attempts="
        + sale.attempts().size()
        + " charge="
        + sale.charge().toDecimal();
  }

  /** A model id comes from the client: nothing in it may look like another field or line. */
  private static String printable(String model) {
    StringBuilder safe = new StringBuilder(model);
    safe.setLength(Math.min(model.length(), 100));
    for (int i = 0; i < safe.length(); i++) {
      if (safe.charAt(i) < '!' || safe.charAt(i) > '~') {
        safe.setCharAt(i, '?');
      }
    }
    return safe.toString();
  }

  private void log(int status, String facts) {
    LOG.info(
        "request id={}{} account={} pipeline={} {} status={} ms={}",
        id,
        clientId.map(name -> " client-id=" + name).orElse(""),
        account.orElse("-"),
        pipeline,
        facts,
        status,
        elapsed().toMillis());
  }

  private String timing(Outcome.Sold sold) {
    Duration worked = Duration.ZERO;
    for (AttemptRecord attempt : sold.attempts()) {
      worked = worked.plus(attempt.took());
    }
    Duration queued = sold.served().queued();
    return "route;dur="
        + millis(Duration.ofNanos(orderNanos - startNanos))
        + ", queue;dur="
        + millis(queued)
        + ", work;dur="
        + millis(worked.minus(queued))
        + ", store;dur="
        + millis(sold.stored());
  }

  /** Milliseconds with one decimal. */
  private static String millis(Duration duration) {
    long tenths = Math.max(0, duration.toNanos() / 100_000);
    return tenths / 10 + "." + tenths % 10;
  }
}
