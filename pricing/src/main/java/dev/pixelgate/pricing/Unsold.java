package dev.pixelgate.pricing;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A capability that is there and that we cannot buy.
 *
 * @param price what it would cost, where that is known
 * @param detail a phrase for people: what to do about it
 */
public record Unsold(
    String orchestrator,
    Capability capability,
    Optional<Price> price,
    boolean warm,
    Instant seenAt,
    Reason reason,
    String detail) {
  /** Why it is not sold. */
  public enum Reason {
    /** It quotes no price, and the configuration has none for it. */
    NO_PRICE,
    /** It asks for a payment, and none is configured. */
    PAYMENT_NOT_CONFIGURED,
    /** It asks for a payment, and whoever signs ours does not say who we are. */
    SIGNER_AWAY,
    /** Its certificate is not the one that is trusted. */
    CERTIFICATE_CHANGED,
    /** It would not quote, or quotes what nobody can pay. */
    REFUSED;

    /** As it is shown, such as {@code payment-not-configured}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
