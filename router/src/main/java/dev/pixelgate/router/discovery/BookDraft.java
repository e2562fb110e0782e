package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.health.Seats;
import java.math.BigInteger;
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
final class BookDraft {
  /** A book of more would take a second to rank; the configured ones come first. */
  private static final int MOST_OFFERS = 100_000;

  /**
   * A cent for a pixel is a million times the usual, and 10 of the largest pictures at it are still
   * an amount that can be counted: nobody's quote makes a charge overflow.
   */
  private static final UsdRatio DEAREST = UsdRatio.of(BigInteger.ONE, BigInteger.valueOf(100));

  private final List<Offer> offers = new ArrayList<>();
  private final List<Unsold> unsold = new ArrayList<>();
  private final Map<String, Seller> sellers = new HashMap<>();
  private final Set<Capability> known;

  BookDraft(Set<Capability> known) {
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
    List<Offer> payable = new ArrayList<>(offers.size());
    List<Unsold> others = new ArrayList<>(unsold);
    for (Offer offer : offers) {
      if (isAbsurd(offer, rate)) {
        others.add(absurd(offer));
      } else {
        payable.add(offer);
      }
    }
    return Market.of(PriceBook.of(epoch, payable, others, known, rate), sellers, seats);
  }

  /** What our operator wrote down is his affair. */
  private static boolean isAbsurd(Offer offer, Optional<Rate> rate) {
    return offer.source() != PriceSource.CONFIGURED
        && offer.price().inUsd(rate).map(usd -> usd.compareTo(DEAREST) > 0).orElse(false);
  }

  private static Unsold absurd(Offer offer) {
    return new Unsold(
        offer.orchestrator(),
        offer.capability(),
        Optional.of(offer.price()),
        offer.warm(),
        offer.seenAt(),
        Unsold.Reason.REFUSED,
        "asks more than 0.01 USD for a pixel");
  }
}
