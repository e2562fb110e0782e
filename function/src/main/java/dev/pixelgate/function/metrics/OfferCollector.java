package dev.pixelgate.function.metrics;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.PriceBook;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Shows the offers of the price book in force, as they are when somebody scrapes: who has left is
 * gone, and an age is the age of that moment. Any thread.
 */
public final class OfferCollector implements MultiCollector {
  /** Lines of prices; configured orchestrators come first. */
  private static final int MOST_PRICES = 2_000;

  private final Supplier<PriceBook> book;
  private final OrchestratorLabels labels;
  private final InstantSource clock;

  /** Shows what this supplies. */
  public OfferCollector(Supplier<PriceBook> book, OrchestratorLabels labels, InstantSource clock) {
    this.book = book;
    this.labels = labels;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    PriceBook now = book.get();
    return MetricSnapshots.of(
        gauge("pixelgate_offers", counts(now)),
        gauge("pixelgate_offer_age_seconds", ages(now)),
        gauge("pixelgate_offer_price_usd_per_pixel", prices(now)));
  }

  private static GaugeSnapshot gauge(String name, Map<Labels, Double> values) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    values.forEach((labels, value) -> points.add(new GaugeDataPointSnapshot(value, labels, null)));
    return new GaugeSnapshot(new MetricMetadata(name), points);
  }

  private static Map<Labels, Double> counts(PriceBook book) {
    Map<Labels, Double> counts = new LinkedHashMap<>();
    for (Pipeline pipeline : Pipeline.values()) {
      for (boolean warm : new boolean[] {true, false}) {
        counts.put(group(pipeline, warm), 0.0);
      }
    }
    for (Offer offer : book.all()) {
      counts.merge(group(offer.capability().pipeline(), offer.warm()), 1.0, Double::sum);
    }
    return counts;
  }

  private static Labels group(Pipeline pipeline, boolean warm) {
    return Labels.of("pipeline", pipeline.wireName(), "warm", Boolean.toString(warm));
  }

  /** Since each was last heard of; one that is never asked has no age. */
  private Map<Labels, Double> ages(PriceBook book) {
    Instant now = clock.instant();
    Map<Labels, Double> ages = new LinkedHashMap<>();
    for (Offer offer : book.all()) {
      String orchestrator = labels.of(offer.orchestrator());
      if (!offer.seenAt().equals(Instant.EPOCH) && !orchestrator.equals(OrchestratorLabels.OTHER)) {
        double seconds = Duration.between(offer.seenAt(), now).toMillis() / 1e3;
        ages.merge(Labels.of("orchestrator", orchestrator), Math.max(0, seconds), Math::max);
      }
    }
    return ages;
  }

  private Map<Labels, Double> prices(PriceBook book) {
    Map<Labels, Double> prices = new LinkedHashMap<>();
    for (Capability capability : book.known()) {
      for (Ask ask : book.asks(capability)) {
        if (prices.size() == MOST_PRICES) {
          return prices;
        }
        String orchestrator = labels.of(ask.offer().orchestrator());
        if (!orchestrator.equals(OrchestratorLabels.OTHER)) {
          prices.put(price(orchestrator, capability), ask.perPixel().approximate().doubleValue());
        }
      }
    }
    return prices;
  }

  private static Labels price(String orchestrator, Capability capability) {
    return Labels.of(
        "orchestrator",
        orchestrator,
        "pipeline",
        capability.pipeline().wireName(),
        "model",
        capability.model());
  }
}
