/**
 * Why orders went as they did, kept in the store, so that any instance can say it. Entry type:
 * {@link dev.pixelgate.function.decision.DecisionBook}.
 *
 * <p>A decision is kept as what it was made from. Its own part is small: the job, the caps, the
 * seed, how each attempt ended. What it shares with others is a {@linkplain
 * dev.pixelgate.function.decision.Page page}: the offers for one capability in one price book, with
 * the health of who makes them. A page is written once, before the first decision that refers to
 * it, and as what differs from the page before it: a fleet of a thousand in which somebody's room
 * changes 20 times a second leaves some kilobytes a second, not megabytes.
 *
 * <p>No decision refers to a page whose first predecessor is older than decisions are kept. So both
 * are forgotten by their age alone.
 */
@NullMarked
package dev.pixelgate.function.decision;

import org.jspecify.annotations.NullMarked;
