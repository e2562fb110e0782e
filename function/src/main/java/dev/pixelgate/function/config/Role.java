package dev.pixelgate.function.config;

import java.util.Locale;

/** Which parts of the program run in this process. */
public enum Role {
  /** Gateway and own runtime together. */
  ALL_IN_ONE,
  /** Sells the work of others; no models here. */
  GATEWAY,
  /** The own runtime behind ai-runner's HTTP surface. */
  WORKER;

  /** As the configuration writes it, such as {@code all-in-one}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
