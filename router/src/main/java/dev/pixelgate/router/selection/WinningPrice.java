package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.UsdRatio;
import java.util.Optional;

/**
 * The price at which an offer would have been asked first.
 *
 * @param inclusive whether at this price itself, or only below it
 */
public record WinningPrice(UsdRatio perPixel, boolean inclusive) {
  /** Against one of this price, all else being better or worse; below nothing there is no price. */
  static Optional<WinningPrice> against(UsdRatio price, boolean winsTie) {
    return winsTie || price.compareTo(UsdRatio.zero()) > 0
        ? Optional.of(new WinningPrice(price, winsTie))
        : Optional.empty();
  }

  /** The same, where no more than this is allowed. */
  WinningPrice atMost(UsdRatio ceiling) {
    return ceiling.compareTo(perPixel) < 0 ? new WinningPrice(ceiling, true) : this;
  }

  /** Such as {@code <= 1.1e-8 USD/px}. */
  @Override
  public String toString() {
    return (inclusive ? "<= " : "< ") + perPixel;
  }
}
