package dev.pixelgate.router.discovery;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Unsold;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Every capability that was ever offered: a model that is gone is out of stock, not unknown.
 * Confined to the keeper's loop.
 */
final class Known {
  /** Liars could name new ones for ever; there are some hundreds. */
  private static final int MOST = 20_000;

  private final Set<Capability> all = new LinkedHashSet<>();

  void add(Entry entry) {
    entry.offers().stream().map(Offer::capability).forEach(this::add);
    entry.unsold().stream().map(Unsold::capability).forEach(this::add);
  }

  void addAll(Collection<Capability> capabilities) {
    capabilities.forEach(this::add);
  }

  Set<Capability> all() {
    return Collections.unmodifiableSet(all);
  }

  private void add(Capability capability) {
    if (all.size() < MOST) {
      all.add(capability);
    }
  }
}
