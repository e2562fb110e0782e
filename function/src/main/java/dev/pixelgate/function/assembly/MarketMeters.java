package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.OrchestratorSettings;
import dev.pixelgate.function.metrics.DiscoveryMeters;
import dev.pixelgate.function.metrics.OfferCollector;
import dev.pixelgate.function.metrics.OrchestratorLabels;
import dev.pixelgate.function.metrics.PaymentMeters;
import dev.pixelgate.function.selfhosted.OwnOrchestrator;
import dev.pixelgate.router.livepeer.payment.PaymentLog;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is shown of a market and of those who are paid in it. */
record MarketMeters(
    PrometheusMeterRegistry registry, OrchestratorLabels labels, InstantSource clock) {
  /** Those of the own runtime and of these always have their names. */
  static OrchestratorLabels labels(List<OrchestratorSettings> configured) {
    Set<String> names = new HashSet<>(Set.of(OwnOrchestrator.NAME));
    configured.forEach(one -> names.add(one.name()));
    return new OrchestratorLabels(names);
  }

  DiscoveryMeters discovery() {
    return new DiscoveryMeters(registry, labels);
  }

  PaymentLog counting(PaymentLog log) {
    return PaymentMeters.counting(log, registry, labels);
  }

  /**
   * Shows it from now on.
   *
   * @param pays whether anybody is paid in it
   */
  void show(GatewayMarket market, boolean pays) {
    registry
        .getPrometheusRegistry()
        .register(new OfferCollector(() -> market.current().book(), labels, clock));
    if (pays) {
      registry
          .getPrometheusRegistry()
          .register(
              new PaymentMeters(
                  market.payments()::credits, market.payments()::signerQuestions, labels));
    }
  }
}
