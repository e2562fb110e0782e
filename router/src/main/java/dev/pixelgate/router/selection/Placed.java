package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Offer;

/**
 * An offer as it lies on a shelf.
 *
 * @param seat under which the health of its orchestrator is kept
 * @param owedOnDispatch whether a failed attempt there is owed
 */
public record Placed(Offer offer, int seat, boolean owedOnDispatch) {}
