/**
 * The pure domain: money, prices, pixels, caps and offers. Entry types: {@link
 * dev.pixelgate.pricing.PriceBook} (who sells what) and {@link dev.pixelgate.pricing.Caps} (what
 * may be paid). No I/O, no clock that is not passed in, no floating point for money.
 */
@NullMarked
package dev.pixelgate.pricing;

import org.jspecify.annotations.NullMarked;
