package dev.pixelgate.router;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Usd;
import java.util.Optional;

/**
 * What one attempt would cost.
 *
 * @param attempt counts from 1 within the order
 * @param charge what the orchestrator gets for it, by its offer
 * @param rate at which that was computed, for a price in wei
 * @param owing which of its failures are owed; after a crash too
 */
public record Claim(
    int attempt,
    String orchestrator,
    Capability capability,
    Pixels pixels,
    Price price,
    Usd charge,
    Optional<Rate> rate,
    Owing owing) {}
