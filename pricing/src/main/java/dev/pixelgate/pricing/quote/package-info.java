/**
 * A promise of a price: {@link dev.pixelgate.pricing.quote.Quote} and what it binds. Signing it is
 * somebody else's affair.
 */
@NullMarked
package dev.pixelgate.pricing.quote;

import org.jspecify.annotations.NullMarked;
