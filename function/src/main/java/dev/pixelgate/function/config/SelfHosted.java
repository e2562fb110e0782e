package dev.pixelgate.function.config;

import dev.pixelgate.pricing.Price;
import java.nio.file.Path;
import java.util.List;

/**
 * The own runtime, in the same market as everyone else.
 *
 * @param enabled {@code auto} is decided: on in all-in-one and worker
 * @param models folder with further models; it need not exist
 * @param queue jobs that may wait
 * @param price for models without an offer of their own
 */
public record SelfHosted(
    boolean enabled,
    Device device,
    Path models,
    int queue,
    Price price,
    List<OfferSettings> offers) {
  public SelfHosted {
    offers = List.copyOf(offers);
  }
}
