package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.Claim;
import java.math.BigInteger;
import java.util.Optional;

/** What an attempt costs in wei, where its price is in wei. */
final class OwedWei {
  private OwedWei() {}

  /** From the same fraction as the charge, and rounded up once as that is. */
  static Optional<BigInteger> of(Claim claim) {
    return claim.price() instanceof WeiPerPixel price
        ? Optional.of(price.owed(claim.pixels()))
        : Optional.empty();
  }
}
