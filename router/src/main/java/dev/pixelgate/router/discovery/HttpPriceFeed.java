package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.PriceFeed;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.router.exchange.Documents;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rate that a URL tells as JSON, asked for again and again. The last one stays until it is too
 * old; {@link Rate#goodUntil} says when that is.
 */
public final class HttpPriceFeed implements PriceFeed {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPriceFeed.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 1 << 20;

  private final Loop loop;
  private final Supplier<Future<Documents.Answer>> source;
  private final Settings settings;
  private final JsonDecimal number;
  private final Backoff backoff;
  private final AtomicReference<Optional<Rate>> newest = new AtomicReference<>(Optional.empty());
  private Runnable changed = () -> {};
  private Loop.Timer timer = Loop.Timer.NONE;
  private Instant dueAt = Instant.MIN;
  private Promise<Void> asking = Promise.promise();
  private boolean closed;
  private int failures;

  /**
   * What is configured.
   *
   * @param url absolute, http or https
   * @param pointer where in the document the number of US dollars for an ether is (RFC 6901)
   * @param every how often it is asked for
   * @param maxAge how long an answer is good
   * @param byItself whether it is asked for by a timer; else only by {@link #catchUp}
   */
  public record Settings(
      URI url, String pointer, Duration every, Duration maxAge, boolean byItself) {}

  /**
   * A feed that knows nothing yet.
   *
   * @throws IllegalArgumentException when the pointer is none
   */
  public HttpPriceFeed(Loop loop, Documents documents, Settings settings, RandomGenerator random) {
    this(
        loop,
        () -> documents.get(settings.url(), Optional.empty(), TIMEOUT, MAX_BYTES),
        settings,
        random);
  }

  HttpPriceFeed(
      Loop loop,
      Supplier<Future<Documents.Answer>> source,
      Settings settings,
      RandomGenerator random) {
    this.loop = loop;
    this.source = source;
    this.settings = settings;
    this.number = new JsonDecimal(settings.pointer());
    this.backoff = new Backoff(random);
    asking.complete();
  }

  @Override
  public Optional<Rate> newest() {
    return newest.get();
  }

  /** Begins to ask; {@code action} is run on the loop whenever there is a new rate. */
  public void start(Runnable action) {
    loop.run(
        () -> {
          changed = action;
          if (settings.byItself()) {
            ask();
          }
        });
  }

  /**
   * Asks if it is time to, for a feed that has no timer. Completes on the feed's loop with the
   * answer, and at once when none is on its way; never fails.
   */
  public Future<Void> catchUp() {
    Promise<Void> done = Promise.promise();
    loop.run(
        () -> {
          if (!closed && asking.future().isComplete() && !loop.instant().isBefore(dueAt)) {
            ask();
          }
          asking.future().onComplete(done);
        });
    return done.future();
  }

  /** Asks no more. */
  public void close() {
    loop.run(
        () -> {
          closed = true;
          timer.stop();
        });
  }

  private void ask() {
    asking = Promise.promise();
    InTime.<Documents.Answer>ask(
            loop,
            TIMEOUT,
            source,
            () -> new Documents.Answer.Failed("gave no answer in time"),
            bug -> new Documents.Answer.Failed("met an internal error"))
        .onSuccess(
            answer -> {
              answered(answer);
              asking.complete();
            });
  }

  private void answered(Documents.Answer answer) {
    if (closed) {
      return;
    }
    switch (answer) {
      case Documents.Answer.Failed(String problem) -> failed(problem);
      case Documents.Answer.Document(int status, Buffer body) when status == 200 -> read(body);
      case Documents.Answer.Document(int status, Buffer body) -> failed("answered " + status);
    }
    Duration wait = failures == 0 ? backoff.jittered(settings.every()) : backoff.after(failures);
    dueAt = loop.instant().plus(wait);
    if (settings.byItself()) {
      timer = loop.after(wait, this::ask);
    }
  }

  private void read(Buffer body) {
    Optional<BigDecimal> value = number.read(body.getBytes());
    if (value.isEmpty()) {
      failed("has no number at " + settings.pointer());
      return;
    }
    try {
      newest.set(Optional.of(new Rate(value.get(), loop.instant().plus(settings.maxAge()))));
    } catch (IllegalArgumentException outOfBounds) {
      failed("says " + value.get());
      return;
    }
    failures = 0;
    changed.run();
  }

  private void failed(String problem) {
    failures++;
    if (failures == 1) {
      LOG.warn("rate ETH/USD feed=failed reason=\"it {}\"", problem);
    }
  }
}
