package dev.pixelgate.router.health;

import dev.pixelgate.pricing.Pixels;
import java.time.Duration;
import java.time.Instant;

/**
 * All that is remembered of one seat. Immutable.
 *
 * @param health what others may know of it
 * @param meanSeconds smoothed over served attempts
 * @param meanPixels smoothed over the same attempts. The ratio of the two means is what a pixel
 *     takes: big pictures decide it, and the fixed cost of a thumbnail (5 ms for 64 px would be 80
 *     s for a megapixel) hardly counts
 * @param late how long the last attempt was given that was stopped for being slow; zero when one
 *     was served since
 * @param strikes how often it was suspended for failures, less what was forgiven
 * @param doubted it failed and has not served since: one request at a time may try it
 * @param probing that one request runs
 * @param suspensions how often it was suspended for failures, ever: an attempt that began before
 *     the last one tells nothing new by failing too
 */
record Vital(
    Health health,
    double meanSeconds,
    double meanPixels,
    Duration late,
    int strikes,
    boolean doubted,
    boolean probing,
    long suspensions) {
  static final Vital NEWCOMER =
      new Vital(Health.UNKNOWN, Double.NaN, Double.NaN, Duration.ZERO, 0, false, false, 0);

  /** Weight of the newest attempt: 8 attempts make about two thirds of a mean. */
  private static final double WEIGHT = 0.125;

  private static final Duration FIRST_SUSPENSION = Duration.ofSeconds(1);
  private static final Duration LONGEST_SUSPENSION = Duration.ofMinutes(5);

  /** 1 s doubled 9 times is over the longest suspension. */
  private static final int MOST_STRIKES = 10;

  /** After its suspension a strike is forgiven for each of these. */
  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(30);
  private static final Duration MOST_PATIENCE = Duration.ofHours(1);
  private static final int PATIENCE_FACTOR = 3;

  boolean suspended(Instant now) {
    return now.isBefore(health.suspendedUntil());
  }

  /** Whether a request may ask it now that others are left. */
  boolean welcomes(Instant now) {
    return !suspended(now) && !(doubted && probing);
  }

  Vital begun(boolean probe) {
    return new Vital(
        inFlight(health.inFlight() + 1),
        meanSeconds,
        meanPixels,
        late,
        strikes,
        doubted,
        probing || probe,
        suspensions);
  }

  /** An attempt is over that tells nothing about it. */
  Vital released(boolean probe) {
    return new Vital(
        inFlight(health.inFlight() - 1),
        meanSeconds,
        meanPixels,
        late,
        strikes,
        doubted,
        probing && !probe,
        suspensions);
  }

  /** It did what it promised: trusted again, and a strike is forgiven. */
  Vital served(Duration took, Pixels pixels) {
    double seconds = smoothed(meanSeconds, took.toNanos() / 1e9);
    double size = smoothed(meanPixels, (double) pixels.count());
    double failures = health.failures() * (1 - WEIGHT);
    Health now = new Health(seconds / size, failures, health.inFlight(), Instant.EPOCH);
    return new Vital(
        now, seconds, size, Duration.ZERO, Math.max(0, strikes - 1), false, probing, suspensions);
  }

  /** It had no room: no failure, and no use to ask before it said. */
  Vital busy(Instant now, Duration retryAfter) {
    return suspendedUntil(now.plus(least(retryAfter, LONGEST_SUSPENSION)));
  }

  /**
   * It failed. Suspended for at least as long as the failure took, doubled with each strike: what
   * costs the client 30 s is not tried again after 1 s.
   *
   * @param begunAfter {@link #suspensions} when the attempt began
   */
  Vital failed(Instant now, Duration took, long begunAfter) {
    double failures = health.failures() + WEIGHT * (1 - health.failures());
    Health worse =
        new Health(health.secondsPerPixel(), failures, health.inFlight(), health.suspendedUntil());
    if (begunAfter != suspensions) {
      return new Vital(
          worse, meanSeconds, meanPixels, late, strikes, doubted, probing, suspensions);
    }
    int struck = Math.min(MOST_STRIKES, strikes - forgiven(now) + 1);
    Duration first = took.compareTo(FIRST_SUSPENSION) > 0 ? took : FIRST_SUSPENSION;
    Duration suspension = least(first.multipliedBy(1L << (struck - 1)), LONGEST_SUSPENSION);
    return new Vital(worse, meanSeconds, meanPixels, late, struck, true, probing, suspensions + 1)
        .suspendedUntil(now.plus(suspension));
  }

  /** It was stopped after this long; the next attempt is given more. */
  Vital late(Duration given) {
    return new Vital(
        health, meanSeconds, meanPixels, given, strikes, doubted, probing, suspensions);
  }

  Vital withFailures(double failures) {
    Health now =
        new Health(health.secondsPerPixel(), failures, health.inFlight(), health.suspendedUntil());
    return new Vital(now, meanSeconds, meanPixels, late, strikes, doubted, probing, suspensions);
  }

  /**
   * How long an attempt may take: three times what it usually needs, at least 30 s. One that was
   * too slow for that gets twice as long the next time, up to an hour: a newcomer that needs 40 s
   * is not stopped forever.
   */
  Duration patience(Pixels pixels) {
    Duration patience = LEAST_PATIENCE;
    if (!Double.isNaN(health.secondsPerPixel())) {
      double seconds = PATIENCE_FACTOR * health.secondsPerPixel() * pixels.count();
      long millis = Math.round(Math.min(1000 * seconds, (double) MOST_PATIENCE.toMillis()));
      patience = most(patience, Duration.ofMillis(millis));
    }
    return least(most(patience, late.multipliedBy(2)), MOST_PATIENCE);
  }

  /** Whether an attempt of this length was slow for it; {@code unknown} while nothing is usual. */
  boolean slow(Duration took, Pixels pixels, boolean unknown) {
    double usual = health.secondsPerPixel() * pixels.count();
    return Double.isNaN(usual) ? unknown : took.toNanos() > PATIENCE_FACTOR * usual * 1e9;
  }

  private int forgiven(Instant now) {
    Duration since = Duration.between(health.suspendedUntil(), now);
    return since.isNegative() ? 0 : (int) Math.min(strikes, since.dividedBy(FORGIVEN_AFTER));
  }

  private Vital suspendedUntil(Instant until) {
    Instant later = until.isAfter(health.suspendedUntil()) ? until : health.suspendedUntil();
    Health now = new Health(health.secondsPerPixel(), health.failures(), health.inFlight(), later);
    return new Vital(now, meanSeconds, meanPixels, late, strikes, doubted, probing, suspensions);
  }

  private Health inFlight(int attempts) {
    return new Health(
        health.secondsPerPixel(), health.failures(), attempts, health.suspendedUntil());
  }

  private static double smoothed(double mean, double newest) {
    return Double.isNaN(mean) ? newest : mean + WEIGHT * (newest - mean);
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration most(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
