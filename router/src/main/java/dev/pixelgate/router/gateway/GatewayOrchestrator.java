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
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sells the work of another Pixelgate. It is told the most that it may charge, how long we wait and
 * how often the request has been passed on; what it says that it charged is checked.
 */
final class GatewayOrchestrator implements Orchestrator {
  /** With three, a request that goes round in a circle of gateways ends after some milliseconds. */
  static final int MOST_HOPS = 3;

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
    if (agreement.hops() >= MOST_HOPS) {
      return Future.succeededFuture(
          new AttemptEnd.Failed(
              "%s was not asked: the request has passed %d gateways, at most %d may pass it on"
                  .formatted(name(), agreement.hops(), MOST_HOPS)));
    }
    return http.attempt(
        job,
        new Terms(headers(agreement), answer -> check(answer, agreement.charge())),
        result,
        cancellation,
        dispatched);
  }

  private static Map<String, String> headers(Agreement agreement) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Pixelgate-Max-Charge", agreement.charge().toString());
    headers.put("Pixelgate-Deadline", Math.max(1, agreement.remaining().toMillis()) + " ms");
    headers.put("Pixelgate-Hops", Integer.toString(agreement.hops() + 1));
    return headers;
  }

  private void check(MultiMap answer, Usd agreed) {
    String said = answer.get(CHARGE);
    if (said == null) {
      return;
    }
    try {
      Usd charged = Usd.parse(said);
      if (charged.compareTo(agreed) > 0) {
        LOG.warn("orchestrator={} charged={} agreed={}", name(), charged, agreed);
        watch.overcharged(name(), agreed, charged);
      }
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("orchestrator={} charged something unreadable", name());
    }
  }
}
