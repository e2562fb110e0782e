package dev.pixelgate.pricing;

import java.util.Optional;

/** What an orchestrator asks for one pixel, exactly, in the currency that it asks in. */
public sealed interface Price permits UsdPerPixel, WeiPerPixel {
  /**
   * The same in US dollars, exactly.
   *
   * @param rate what an ether is worth; only a price in wei needs it
   * @return nothing when it needs a rate and there is none: such an offer cannot be sold, it is
   *     never free
   */
  Optional<UsdRatio> inUsd(Optional<Rate> rate);

  /**
   * Reads a price in {@code USD/px}, {@code USD/Mpx}, {@code wei/px} or {@code gwei/Mpx}; one in
   * wei may be a fraction, such as {@code 7/3 wei/px}.
   *
   * @throws IllegalArgumentException when it is negative, out of range, or has another unit or none
   */
  static Price parse(String text) {
    if (WeiPerPixel.isFraction(text)) {
      return WeiPerPixel.parse(text);
    }
    return of(DecimalText.parse("price", text), "price", text);
  }

  /** The price that this says. */
  static Price of(DecimalText price, String what, String text) {
    if (UsdPerPixel.isUnit(price.unit())) {
      return UsdPerPixel.of(price);
    }
    if (WeiPerPixel.isUnit(price.unit())) {
      return WeiPerPixel.of(price);
    }
    throw UsdPerPixel.unknownUnit(what, text, price.unit(), "USD/px, USD/Mpx, wei/px or gwei/Mpx");
  }
}
