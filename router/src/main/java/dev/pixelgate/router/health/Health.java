package dev.pixelgate.router.health;

import java.time.Instant;

/**
 * What the gateway has seen of one orchestrator in one pipeline.
 *
 * @param secondsPerPixel smoothed over served attempts; NaN for a newcomer
 * @param failures smoothed share of attempts that failed, 0 to 1; decays with time
 * @param inFlight attempts that run now
 * @param suspendedUntil before that it is not asked, but for probation; {@link Instant#EPOCH} when
 *     it is not suspended
 */
public record Health(
    double secondsPerPixel, double failures, int inFlight, Instant suspendedUntil) {
  /** Of one that was never asked. */
  public static final Health UNKNOWN = new Health(Double.NaN, 0, 0, Instant.EPOCH);
}
