package dev.pixelgate.router.selection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A policy by its name in the configuration and in {@code Pixelgate-Policy}. */
public enum PolicyName {
  /** Least price; equal ones warm first, then the faster, then by name. */
  CHEAPEST,
  /** Least expected cost, time and failures being worth money. */
  BALANCED,
  /** Least expected seconds. */
  FASTEST,
  /** Drawn by lot, the cheap more often. */
  WEIGHTED;

  /** The policy of this name, if there is one. */
  public static Optional<PolicyName> of(String wireName) {
    return Arrays.stream(values()).filter(name -> name.toString().equals(wireName)).findFirst();
  }

  /** As it is written, such as {@code cheapest}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
