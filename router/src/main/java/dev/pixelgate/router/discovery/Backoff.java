package dev.pixelgate.router.discovery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When somebody is asked again: from 1 s after a first failure, doubling up to 5 minutes. */
record Backoff(RandomGenerator random) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** 2^9 s is over the longest. */
  private static final int DOUBLINGS = 9;

  private static final double JITTER = 0.2;

  /**
   * After so many failures in a row, one or more. Up to a fifth less by chance, and never under a
   * second.
   */
  Duration after(int failures) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    Duration jittered = jittered(wait);
    return jittered.compareTo(FIRST) < 0 ? FIRST : jittered;
  }

  /** This long, or up to a fifth less. */
  Duration jittered(Duration whole) {
    return Duration.ofNanos((long) (whole.toNanos() * (1 - JITTER * random.nextDouble())));
  }
}
