package dev.pixelgate.router;

import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import java.time.Duration;

/**
 * What one attempt is asked under.
 *
 * @param price for a pixel, by the orchestrator's offer
 * @param charge what the orchestrator gets for it, by its offer
 * @param remaining how long anybody waits for it from now on
 * @param hops how many gateways have passed the request on before this one
 * @param attempt for what is written down about it
 */
public record Agreement(Price price, Usd charge, Duration remaining, int hops, AttemptId attempt) {}
