package dev.pixelgate.pricing;

import java.util.Optional;

/** What one request may still spend over all its attempts. Immutable. */
public final class Envelope {
  private final Optional<Usd> limit;
  private final Usd spent;

  private Envelope(Optional<Usd> limit, Usd spent) {
    this.limit = limit;
    this.spent = spent;
  }

  /** An envelope without a limit, nothing spent. */
  public static Envelope unbounded() {
    return new Envelope(Optional.empty(), Usd.ZERO);
  }

  /** An envelope of this much, nothing spent. */
  public static Envelope of(Usd limit) {
    return new Envelope(Optional.of(limit), Usd.ZERO);
  }

  /** Whether this charge fits into what is left; equal fits. */
  public boolean covers(Usd charge) {
    return charge.picodollars()
        <= limit.map(Usd::picodollars).orElse(Long.MAX_VALUE) - spent.picodollars();
  }

  /**
   * What is left after this charge.
   *
   * @throws IllegalStateException when it is not covered
   */
  public Envelope spend(Usd charge) {
    if (!covers(charge)) {
      throw new IllegalStateException(
          "charge %s is not covered: %s of %s are spent"
              .formatted(charge, spent, limit.map(Usd::toString).orElse(Usd.MAX + " USD")));
    }
    return new Envelope(limit, spent.plus(charge));
  }

  /** The sum of what was spent. */
  public Usd spent() {
    return spent;
  }

  @Override
  public String toString() {
    return spent + " of " + limit.map(Usd::toString).orElse("any amount") + " spent";
  }
}
