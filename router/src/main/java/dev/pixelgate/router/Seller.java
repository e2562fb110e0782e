package dev.pixelgate.router;

import java.time.Duration;

/**
 * An orchestrator with the terms on which it is asked.
 *
 * @param owedOnDispatch whether a failed attempt is owed too ({@code charged: on-dispatch})
 * @param attemptDeadline how long one attempt may take
 */
public record Seller(Orchestrator orchestrator, boolean owedOnDispatch, Duration attemptDeadline) {}
