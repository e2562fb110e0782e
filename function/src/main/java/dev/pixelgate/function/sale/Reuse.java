package dev.pixelgate.function.sale;

import java.util.Locale;

/** How a picture was come by that another request paid for. */
public enum Reuse {
  /** It was there. */
  HIT,

  /** It was being made, and was waited for. */
  SHARED;

  /** As the contract writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
