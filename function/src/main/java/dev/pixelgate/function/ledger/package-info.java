/**
 * What accounts spend: budgets leased in slices, the journal of attempts, and what a crash leaves
 * behind.
 */
@NullMarked
package dev.pixelgate.function.ledger;

import org.jspecify.annotations.NullMarked;
