package dev.pixelgate.pricing;

import java.util.Optional;

/** Where the rate between ether and US dollars comes from. Any thread, never waits. */
@FunctionalInterface
public interface PriceFeed {
  /** The newest rate that is known, stale or not; nothing while none is known. */
  Optional<Rate> newest();
}
