/**
 * What an order leaves for its account: a {@link dev.pixelgate.pricing.receipt.Receipt}, in one
 * spelling that is hashed and signed, and chained so that none can be left out or changed later.
 * {@link dev.pixelgate.pricing.receipt.Chain} finds where one was.
 */
@NullMarked
package dev.pixelgate.pricing.receipt;

import org.jspecify.annotations.NullMarked;
