package dev.pixelgate.pricing.budget;

import java.time.Instant;

/**
 * The time for which one amount of a budget holds.
 *
 * @param id under which what was spent in it is counted, such as {@code day 2026-11-29 UTC}; at
 *     most 80 characters
 * @param until exclusive; {@link Instant#MAX} for a balance
 */
public record Period(String id, Instant from, Instant until) {
  /** The one of a balance that was paid in beforehand. */
  public static final Period PREPAID = new Period("prepaid", Instant.MIN, Instant.MAX);

  /** Whether this moment is in it. */
  public boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }
}
