package dev.pixelgate.function.metrics;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.PriceBook;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.List;

/** Shows the offers of a price book. */
public record OfferMeters(MeterRegistry registry) {
  /** Shows this book's offers; static ones do not change. */
  public void show(PriceBook book) {
    List<Offer> offers = book.all();
    offers.stream()
        .map(Offer::capability)
        .distinct()
        .flatMap(capability -> book.asks(capability).stream())
        .forEach(this::showPrice);
    offers.stream().map(Group::of).distinct().forEach(group -> showCount(group, offers));
  }

  private void showPrice(Ask ask) {
    Offer offer = ask.offer();
    BigDecimal usd = ask.perPixel().approximate();
    Gauge.builder("pixelgate_offer_price_usd_per_pixel", () -> usd)
        .tag("orchestrator", offer.orchestrator())
        .tag("pipeline", offer.capability().pipeline().wireName())
        .tag("model", offer.capability().model())
        .register(registry);
  }

  private void showCount(Group group, List<Offer> offers) {
    long count = offers.stream().map(Group::of).filter(group::equals).count();
    Gauge.builder("pixelgate_offers", () -> count)
        .tag("pipeline", group.pipeline().wireName())
        .tag("warm", Boolean.toString(group.warm()))
        .register(registry);
  }

  /** Offers that are counted together. */
  private record Group(Pipeline pipeline, boolean warm) {
    static Group of(Offer offer) {
      return new Group(offer.capability().pipeline(), offer.warm());
    }
  }
}
