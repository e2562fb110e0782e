package dev.pixelgate.router.discovery;

import java.time.Duration;

/**
 * How the market is kept.
 *
 * @param every how often each orchestrator and the webhook's list are asked, with up to a fifth
 *     less by chance, so that they do not all come at the same moment
 * @param maxAge how long an offer is sold after it was last heard of
 * @param timeout how long an orchestrator has to answer, and the most that a request waits for a
 *     round
 * @param maxPeers the most orchestrators, configured and found
 * @param nodesEach the most further addresses that are taken from one orchestrator
 * @param inFlight the most that are asked at the same time: TLS handshakes of a thousand at once
 *     would make each of them miss its time
 * @param byItself whether this is done by timers; else whoever is due is asked by {@link
 *     MarketKeeper#catchUp}, and nothing goes on after that
 */
public record DiscoverySettings(
    Duration every,
    Duration maxAge,
    Duration timeout,
    int maxPeers,
    int nodesEach,
    int inFlight,
    boolean byItself) {
  public DiscoverySettings {
    if (!every.isPositive() || !maxAge.isPositive() || !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "every %s, max-age %s and timeout %s must be above 0".formatted(every, maxAge, timeout));
    }
    if (maxPeers < 1 || nodesEach < 0 || inFlight < 1) {
      throw new IllegalArgumentException(
          "peers %d, nodes %d and in flight %d are not all above 0"
              .formatted(maxPeers, nodesEach, inFlight));
    }
  }

  /** With up to 10,000 orchestrators, 16 nodes each, 128 asked at a time. */
  public static DiscoverySettings of(Duration every, Duration maxAge, Duration timeout) {
    return new DiscoverySettings(every, maxAge, timeout, 10_000, 16, 128, true);
  }

  /** The same without timers. */
  public DiscoverySettings onDemand() {
    return new DiscoverySettings(every, maxAge, timeout, maxPeers, nodesEach, inFlight, false);
  }

  /** How long an entry that nobody confirms is shown as stale before it is forgotten. */
  Duration forgottenAfter() {
    return maxAge.multipliedBy(6);
  }
}
