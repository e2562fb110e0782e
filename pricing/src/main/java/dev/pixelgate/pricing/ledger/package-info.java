/**
 * The rules of the ledger: what an {@link dev.pixelgate.pricing.ledger.AttemptState attempt's
 * money} may come to, which {@link dev.pixelgate.pricing.ledger.Transfer transfers} book that, and
 * {@link dev.pixelgate.pricing.ledger.SliceSize how much} of a budget is leased at once.
 */
@NullMarked
package dev.pixelgate.pricing.ledger;

import org.jspecify.annotations.NullMarked;
