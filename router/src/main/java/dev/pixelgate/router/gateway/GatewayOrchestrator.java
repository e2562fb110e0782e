package dev.pixelgate.router.gateway;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.Agreement;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.airunner.AiRunnerOrchestrator;
import dev.pixelgate.router.airunner.Terms;
import dev.pixelgate.router.selection.Demand;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sells the work of another Pixelgate. It is told the most that it may charge, how long we wait and
 * how often the request has been passed on; what it says that it charged is checked.
 */
final class GatewayOrchestrator implements Orchestrator {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayOrchestrator.class);
  private static final String CHARGE = "Pixelgate-Charge";

  private final AiRunnerOrchestrator http;
  private final OverchargeWatch watch;

  GatewayOrchestrator(AiRunnerOrchestrator http, OverchargeWatch watch) {
    this.http = http;
    this.watch = watch;
  }

  @Override
  public String name() {
    return http.name();
  }

  /** Nothing is agreed, so nothing is sent: it could charge whatever it likes. */
  @Override
  public Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    return Future.succeededFuture(
        new AttemptEnd.Failed(name() + " is asked under an agreement only"));
  }

  @Override
  public Future<AttemptEnd> attempt(
      Job job,
      Agreement agreement,
      ResultWriter result,
      Cancellation cancellation,
      Runnable dispatched) {
    if (agreement.hops() >= Demand.MOST_HOPS) {
      return Future.succeededFuture(
          new AttemptEnd.Failed(
              "%s was not asked: the request has passed %d gateways, at most %d may pass it on"
                  .formatted(name(), agreement.hops(), Demand.MOST_HOPS)));
    }
    List<Usd> overcharges = new ArrayList<>();
    Terms terms =
        new Terms(
            headers(agreement),
            answer -> overcharge(answer, agreement.charge()).ifPresent(overcharges::add));
    return http.attempt(job, terms, result, cancellation, dispatched)
        .onComplete(ended -> overcharges.forEach(charged -> tell(job, agreement, charged)));
  }

  private static Map<String, String> headers(Agreement agreement) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Pixelgate-Max-Charge", agreement.charge().toString());
    headers.put("Pixelgate-Deadline", Math.max(1, agreement.remaining().toMillis()) + " ms");
    headers.put("Pixelgate-Hops", Integer.toString(agreement.hops() + 1));
    return headers;
  }

  /** What it says that it took, where that is more than was agreed. */
  private Optional<Usd> overcharge(MultiMap answer, Usd agreed) {
    try {
      return Optional.ofNullable(answer.get(CHARGE))
          .map(Usd::parse)
          .filter(charged -> charged.compareTo(agreed) > 0);
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("orchestrator={} charged something unreadable", name());
      return Optional.empty();
    }
  }

  private void tell(Job job, Agreement agreement, Usd charged) {
    LOG.warn("orchestrator={} charged={} agreed={}", name(), charged, agreement.charge());
    watch.overcharged(name(), job.capability().pipeline(), agreement.charge(), charged);
  }
}
