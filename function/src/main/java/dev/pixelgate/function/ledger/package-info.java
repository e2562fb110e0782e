/**
 * What accounts spend: budgets leased in slices, the journal of attempts, and what a crash leaves
 * behind. {@link dev.pixelgate.function.ledger.Ledger} opens the {@link
 * dev.pixelgate.function.ledger.LedgerBill bill} of an order.
 *
 * <p>What is always true in the store, after each commit, and is checked by {@link
 * dev.pixelgate.function.ledger.Audit}:
 *
 * <ul>
 *   <li>An attempt stands in the store, with what it holds booked as reserved, before it is sent.
 *       It ends at most once: settled, released or lost, for what it held.
 *   <li>What is reserved is the sum of the attempts that have not ended. Those are of instances
 *       that are known, and within their slices.
 *   <li>What a budget has leased is the sum of its slices. What it has spent is what its attempts
 *       settled and lost. The sum of both was within the budget whenever a slice was given.
 *   <li>What is owed to an orchestrator and not charged to the account is paid by the gateway.
 *   <li>A quote is used by one request, and only if something was owed or may yet be.
 * </ul>
 *
 * <p>What makes them true: every transaction that moves money first gives a sign of life, and fails
 * when its instance was taken for dead; whoever resolves a dead instance takes the same row. A
 * slice in memory is never more than in the store. Whatever frees money for the next attempt is in
 * the journal before what uses it.
 *
 * <p>An instance that stands still for 15 s and then goes on finds its attempts resolved as after a
 * crash. One that is not owed on dispatch and was served after all is then not charged.
 */
@NullMarked
package dev.pixelgate.function.ledger;

import org.jspecify.annotations.NullMarked;
