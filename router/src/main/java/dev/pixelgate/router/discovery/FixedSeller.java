package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.router.Seller;
import java.util.List;

/** One that is always there and never asked: the own runtime. */
public record FixedSeller(Seller seller, List<Offer> offers) {
  public FixedSeller {
    offers = List.copyOf(offers);
  }
}
