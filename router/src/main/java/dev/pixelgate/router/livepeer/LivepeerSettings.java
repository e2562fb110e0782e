package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.exchange.Origin;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is configured for one orchestrator of kind {@code livepeer}, or assumed of a found one.
 *
 * @param name its name in the configuration, or the one that it was given; in answers and metrics
 * @param base absolute http or https URL
 * @param offers our operator's prices, for an orchestrator that quotes none
 * @param timeout for one round of questions
 */
public record LivepeerSettings(String name, URI base, List<Offer> offers, Duration timeout) {
  public LivepeerSettings {
    if (!Origin.isHttp(base)) {
      throw new IllegalArgumentException(
          "orchestrator " + name + ": its url needs http or https, a host and no user");
    }
    offers = List.copyOf(offers);
  }

  /** Our operator's price for this. */
  Optional<Offer> offer(Capability capability) {
    return offers.stream().filter(offer -> offer.capability().equals(capability)).findFirst();
  }
}
