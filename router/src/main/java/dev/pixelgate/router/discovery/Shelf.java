package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.health.Seats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the next price book is made of. Collected on the keeper's loop; made into a market, which
 * takes some milliseconds for thousands of offers, wherever one likes.
 */
final class Shelf {
  /** A book of more would take a second to rank; the configured ones come first. */
  private static final int MOST_OFFERS = 100_000;

  private final List<Offer> offers = new ArrayList<>();
  private final List<Unsold> unsold = new ArrayList<>();
  private final Map<String, Seller> sellers = new HashMap<>();
  private final Set<Capability> known;

  Shelf(Set<Capability> known) {
    this.known = new LinkedHashSet<>(known);
  }

  void add(FixedSeller fixed) {
    sellers.put(fixed.seller().orchestrator().name(), fixed.seller());
    offers.addAll(fixed.offers());
  }

  void add(KeptPeer peer, Entry entry) {
    if (offers.size() + unsold.size() + entry.offers().size() + entry.unsold().size()
        <= MOST_OFFERS) {
      sellers.put(peer.name(), peer.peer().seller());
      offers.addAll(entry.offers());
      unsold.addAll(entry.unsold());
    }
  }

  Market market(long epoch, Optional<Rate> rate, Seats seats) {
    return Market.of(PriceBook.of(epoch, offers, unsold, known, rate), sellers, seats);
  }

  List<Offer> offers() {
    return offers;
  }
}
