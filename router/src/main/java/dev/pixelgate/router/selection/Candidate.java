package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Usd;

/**
 * An offer for a certain job.
 *
 * @param charge what it asks for this job's pixels
 */
public record Candidate(Offer offer, Usd charge) {}
