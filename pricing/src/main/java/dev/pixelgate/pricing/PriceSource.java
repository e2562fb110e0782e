package dev.pixelgate.pricing;

import java.util.Locale;

/** Where an offer's price comes from. */
public enum PriceSource {
  /** Our operator wrote it down. */
  CONFIGURED,
  /** The orchestrator quoted it. */
  QUOTED,
  /** Another Pixelgate lists it. */
  LISTED;

  /** As it is shown, such as {@code quoted}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
