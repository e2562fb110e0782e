package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import java.util.List;

/**
 * What is kept of a price book.
 *
 * @param offers discovered ones; configured ones are read from the configuration
 * @param known every capability that was ever offered
 * @param addresses of the orchestrators that were found and are not configured
 */
public record SavedBook(List<Offer> offers, List<Capability> known, List<PeerAddress> addresses) {
  /** Nothing was kept. */
  static final SavedBook NONE = new SavedBook(List.of(), List.of(), List.of());

  public SavedBook {
    offers = List.copyOf(offers);
    known = List.copyOf(known);
    addresses = List.copyOf(addresses);
  }

  /** Those of the addresses that other orchestrators named. */
  List<PeerAddress> nodes() {
    return addresses.stream()
        .filter(address -> address.origin() == PeerAddress.Origin.NODE)
        .toList();
  }
}
