package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.Agreement;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.attempt.JobBody;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A Livepeer orchestrator as a seller: each job goes to the URL and with the token of its
 * capability's session. For any number of event loops.
 */
public final class LivepeerOrchestrator implements Orchestrator {
  private final String name;
  private final Sessions sessions;
  private final Payments payments;
  private final LivepeerHttp http;
  private final SecureRandom random = new SecureRandom();

  /**
   * One of them.
   *
   * @param sessions those of its peer in the market
   * @param payments how it is paid when it asks wei
   * @param http may be shared by all of them
   */
  public LivepeerOrchestrator(
      String name, Sessions sessions, Payments payments, LivepeerHttp http) {
    this.name = name;
    this.sessions = sessions;
    this.payments = payments;
    this.http = http;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> version(Capability capability) {
    return sessions.runnerVersion(capability);
  }

  @Override
  public Optional<Price> asks(Capability capability) {
    return sessions.quote(capability).map(quote -> quote);
  }

  @Override
  public Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    return attempt(job, Optional.empty(), result, cancellation, dispatched);
  }

  @Override
  public Future<AttemptEnd> attempt(
      Job job,
      Agreement agreement,
      ResultWriter result,
      Cancellation cancellation,
      Runnable dispatched) {
    return attempt(job, Optional.of(agreement), result, cancellation, dispatched);
  }

  private Future<AttemptEnd> attempt(
      Job job,
      Optional<Agreement> agreed,
      ResultWriter result,
      Cancellation cancellation,
      Runnable dispatched) {
    return new LivepeerAttempt(
            this, job, agreed, result, cancellation, dispatched, () -> JobBody.boundary(random))
        .start();
  }

  Sessions sessions() {
    return sessions;
  }

  Payments payments() {
    return payments;
  }

  LivepeerHttp http() {
    return http;
  }
}
