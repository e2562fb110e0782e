package dev.pixelgate.function.metrics;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.PriceBook;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Shows the offers of a price book. */
public record OfferMeters(MeterRegistry registry) {
  /** Shows this book's offers; static ones do not change. */
  public void show(PriceBook book) {
    List<Offer> offers = book.all();
    for (Offer offer : offers) {
      Gauge.builder("pixelgate_offer_price_usd_per_pixel", () -> offer.price().usd())
          .tag("orchestrator", offer.orchestrator())
          .tag("pipeline", offer.capability().pipeline().wireName())
          .tag("model", offer.capability().model())
          .register(registry);
      String pipeline = offer.capability().pipeline().wireName();
      Gauge.builder("pixelgate_offers", () -> count(offers, pipeline, offer.warm()))
          .tag("pipeline", pipeline)
          .tag("warm", Boolean.toString(offer.warm()))
          .register(registry);
    }
  }

  private static long count(List<Offer> offers, String pipeline, boolean warm) {
    return offers.stream()
        .filter(o -> o.warm() == warm)
        .filter(o -> o.capability().pipeline().wireName().equals(pipeline))
        .count();
  }
}
