package dev.pixelgate.router;

import dev.pixelgate.pricing.Envelope;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.selection.Candidate;
import java.util.Optional;

/**
 * What an order may still spend, which only shrinks. Immutable.
 *
 * @param envelope of its caps, over all attempts
 * @param refused the least charge that its account's budget did not cover
 */
record Means(Envelope envelope, Optional<Usd> refused) {
  /** Whether asking this one is worth it. */
  boolean cover(Candidate candidate) {
    Usd charge = candidate.charge();
    return envelope.covers(charge)
        && refused.filter(tooMuch -> charge.compareTo(tooMuch) >= 0).isEmpty();
  }

  /** What is left after this charge. */
  Means spend(Usd charge) {
    return new Means(envelope.spend(charge), refused);
  }

  /** The same, when the budget does not cover this charge, hence none above it. */
  Means without(Usd charge) {
    return new Means(
        envelope, Optional.of(refused.filter(r -> r.compareTo(charge) < 0).orElse(charge)));
  }
}
