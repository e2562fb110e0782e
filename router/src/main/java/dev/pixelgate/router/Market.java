package dev.pixelgate.router;

import dev.pixelgate.pricing.PriceBook;
import java.util.Map;

/**
 * A price book with those who sell what is in it: one immutable snapshot, read once per request.
 *
 * @param sellers by name; every orchestrator that the book names is here
 */
public record Market(PriceBook book, Map<String, Seller> sellers) {
  public Market {
    sellers = Map.copyOf(sellers);
  }
}
