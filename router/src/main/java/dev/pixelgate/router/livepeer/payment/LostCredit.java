package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.WeiAmount;
import java.util.Locale;

/**
 * What an orchestrator was paid and gives nothing for any more.
 *
 * @param amount above zero
 */
public record LostCredit(
    String orchestrator, Capability capability, WeiAmount amount, Reason reason) {
  /** Why. */
  public enum Reason {
    /** It was restarted and forgot it. */
    RESTARTED,
    /** It forgets what is not used for 10 minutes. */
    IDLE,
    /** It says that there is less than was counted. */
    SHORT,
    /** Tickets left, and nobody knows whether they were taken. */
    UNKNOWN,
    /** This process ends, and its successor does not count on it. */
    STOPPED;

    /** As it is written down, such as {@code restarted}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
