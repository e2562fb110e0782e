package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.PriceBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses from one price book under the gateway's caps and the request's own. Immutable. */
public final class Selector {
  private final Caps gatewayCaps;
  private final Policy policy;

  /** Applies {@code gatewayCaps} to every job and asks in the order of {@code policy}. */
  public Selector(Caps gatewayCaps, Policy policy) {
    this.gatewayCaps = gatewayCaps;
    this.policy = policy;
  }

  /** The caps that hold for a request with these caps of its own. */
  public Caps capsWith(List<Cap> requestCaps) {
    return requestCaps.isEmpty() ? gatewayCaps : gatewayCaps.and(requestCaps);
  }

  /** Who may do this job for these pixels, or why nobody. */
  public Selection select(PriceBook book, Capability capability, Pixels pixels, Caps caps) {
    List<Offer> offers = book.offers(capability);
    if (offers.isEmpty()) {
      return new Selection.UnknownModel(book.models(capability.pipeline()));
    }
    Optional<Cap> strictest = caps.strictest(capability, pixels);
    List<Candidate> within = new ArrayList<>(offers.size());
    for (Offer offer : offers) {
      if (strictest.isEmpty() || strictest.get().allows(offer, pixels)) {
        within.add(new Candidate(offer, offer.charge(pixels)));
      }
    }
    if (within.isEmpty()) {
      Offer nearest = offers.getFirst();
      return new Selection.OverCap(
          strictest.orElseThrow(), new Candidate(nearest, nearest.charge(pixels)));
    }
    return new Selection.Eligible(policy.rank(within));
  }
}
