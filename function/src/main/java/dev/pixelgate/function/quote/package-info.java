/**
 * Quotes: promised prices, signed, within a bound, and used once. Entry type: {@link
 * dev.pixelgate.function.quote.Quotes}.
 */
@NullMarked
package dev.pixelgate.function.quote;

import org.jspecify.annotations.NullMarked;
