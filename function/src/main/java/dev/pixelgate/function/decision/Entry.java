package dev.pixelgate.function.decision;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.health.Health;

/** One line of a page: somebody who has the model. */
sealed interface Entry {
  /**
   * For sale, though perhaps not without a rate.
   *
   * @param owedOnDispatch whether a failed attempt there is owed
   * @param health when the page was made
   */
  record Offer(dev.pixelgate.pricing.Offer offer, boolean owedOnDispatch, Health health)
      implements Entry {}

  /** Not for sale. */
  record Unsold(dev.pixelgate.pricing.Unsold unsold) implements Entry {}

  /** Packs it. */
  default void into(Packer out) {
    switch (this) {
      case Offer(var offer, boolean owed, Health health) -> {
        out.truth(true);
        MarketPack.offer(out, offer);
        out.truth(owed);
        MarketPack.health(out, health);
      }
      case Unsold(var unsold) -> {
        out.truth(false);
        MarketPack.unsold(out, unsold);
      }
    }
  }

  /** Unpacks one of this capability. */
  static Entry of(Unpacker in, Capability capability) {
    return in.truth()
        ? new Offer(MarketPack.offer(in, capability), in.truth(), MarketPack.health(in))
        : new Unsold(MarketPack.unsold(in, capability));
  }
}
