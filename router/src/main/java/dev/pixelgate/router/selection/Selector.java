package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Strictest;
import dev.pixelgate.pricing.UsdRatio;
import dev.pixelgate.pricing.picture.PictureFormat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

  /**
   * Who may do this job, or why nobody. The format decides who is able, the caps choose among the
   * able: a cap is never said to be too low because of an offer that could not be used anyway.
   */
  public Selection select(PriceBook book, Demand demand, Caps caps) {
    if (!book.knows(demand.capability())) {
      return new Selection.UnknownModel(book.models(demand.capability().pipeline()));
    }
    List<Ask> asks = book.asks(demand.capability());
    Strictest strictest = caps.strictest(demand.capability(), demand.pixels(), book.rate());
    List<Candidate> within = new ArrayList<>(asks.size());
    List<Exclusion> excluded = new ArrayList<>();
    for (Ask ask : asks) {
      Offer offer = ask.offer();
      if (!offer.reads(demand.format())) {
        excluded.add(new Exclusion.Format(offer, demand.format()));
      } else if (strictest instanceof Strictest.Limited(Cap cap, UsdRatio least)
          && ask.perPixel().compareTo(least) > 0) {
        excluded.add(new Exclusion.OverCap(ask, cap));
      } else {
        within.add(new Candidate(offer, ask.charge(demand.pixels())));
      }
    }
    return within.isEmpty()
        ? nobody(demand, excluded)
        : new Selection.Eligible(policy.rank(within), excluded);
  }

  /** The book lists the cheapest first, so the first that is only too dear is the nearest. */
  private static Selection nobody(Demand demand, List<Exclusion> excluded) {
    Set<PictureFormat> read = EnumSet.noneOf(PictureFormat.class);
    for (Exclusion exclusion : excluded) {
      if (exclusion instanceof Exclusion.OverCap(Ask nearest, Cap cap)) {
        Candidate candidate = new Candidate(nearest.offer(), nearest.charge(demand.pixels()));
        return new Selection.OverCap(cap, candidate, excluded);
      }
      read.addAll(exclusion.offer().formats());
    }
    return new Selection.NobodyReads(read, excluded);
  }
}
