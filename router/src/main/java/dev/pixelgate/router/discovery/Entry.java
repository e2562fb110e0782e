package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.router.Discovery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one orchestrator was last heard to offer, made safe: nothing in another's name, nothing
 * twice, not without bound.
 *
 * @param seenAt when that was; {@link Instant#EPOCH} for one that never answered
 */
record Entry(List<Offer> offers, List<Unsold> unsold, List<URI> nodes, Instant seenAt) {
  /** Of one that has not answered yet. */
  static final Entry NONE = new Entry(List.of(), List.of(), List.of(), Instant.EPOCH);

  /** A real orchestrator serves some dozens of models. */
  static final int MOST_CAPABILITIES = 256;

  /** Ids on Hugging Face have at most 193 characters. */
  private static final int LONGEST_MODEL = 256;

  /** What {@code name} answered now; its offers are sold for {@code maxAge} at most. */
  static Entry of(String name, Discovery.Found found, Instant now, Duration maxAge, int nodes) {
    Set<Capability> seen = new HashSet<>();
    List<Offer> offers = new ArrayList<>();
    for (Offer offer : found.offers()) {
      if (offer.orchestrator().equals(name) && isNew(offer.capability(), seen)) {
        offers.add(offer.seen(now, now.plus(maxAge)));
      }
    }
    List<Unsold> unsold = new ArrayList<>();
    for (Unsold one : found.unsold()) {
      if (one.orchestrator().equals(name) && isNew(one.capability(), seen)) {
        unsold.add(one);
      }
    }
    List<URI> named = found.nodes().subList(0, Math.min(nodes, found.nodes().size()));
    return new Entry(List.copyOf(offers), List.copyOf(unsold), List.copyOf(named), now);
  }

  private static boolean isNew(Capability capability, Set<Capability> seen) {
    return capability.model().length() <= LONGEST_MODEL
        && seen.size() < MOST_CAPABILITIES
        && seen.add(capability);
  }

  /** Offers that were known before it was asked. */
  static Entry known(List<Offer> offers, Instant seenAt) {
    return new Entry(List.copyOf(offers), List.of(), List.of(), seenAt);
  }

  /** The same but for what only time has changed: equal ones make the same book, but for ages. */
  Entry ageless() {
    return new Entry(
        offers.stream().map(Entry::ageless).toList(),
        unsold.stream().map(Entry::ageless).toList(),
        nodes,
        Instant.EPOCH);
  }

  /** The earliest moment at which one of its offers ends. */
  Instant goodUntil() {
    return offers.stream().map(Offer::soldUntil).min(Instant::compareTo).orElse(Instant.MAX);
  }

  private static Offer ageless(Offer offer) {
    return new Offer(
        offer.orchestrator(),
        offer.capability(),
        offer.price(),
        offer.warm(),
        offer.capacity(),
        offer.formats(),
        offer.source(),
        Instant.EPOCH,
        Instant.MAX);
  }

  private static Unsold ageless(Unsold one) {
    return new Unsold(
        one.orchestrator(),
        one.capability(),
        one.price(),
        one.warm(),
        Instant.EPOCH,
        one.reason(),
        one.detail());
  }
}
