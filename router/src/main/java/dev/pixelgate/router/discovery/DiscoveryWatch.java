package dev.pixelgate.router.discovery;

import dev.pixelgate.router.Market;
import java.time.Duration;
import java.util.Optional;

/** Hears what discovery does, for metrics. Called on the keeper's loop. */
public interface DiscoveryWatch {
  /** Hears nothing. */
  DiscoveryWatch NONE = new DiscoveryWatch() {};

  /**
   * An orchestrator was asked.
   *
   * @param problem why it did not answer usably, if it did not
   */
  default void asked(String orchestrator, Duration took, Optional<String> problem) {}

  /** An address that somebody named is not used. */
  default void refused(String address, String reason) {}

  /**
   * There is a list of orchestrators.
   *
   * @param skipped how many of its entries were no addresses
   */
  default void listed(int addresses, int skipped) {}

  /** There is none; the one before stays. */
  default void listFailed(String reason) {}

  /** A new market is in force. */
  default void published(Market market) {}
}
