package dev.pixelgate.router;

import java.time.Duration;
import java.util.Optional;

/**
 * An orchestrator with the terms on which it is asked.
 *
 * @param owing which failed attempts are owed too
 * @param attemptDeadline how long one attempt may take; absent for {@code auto}, which is three
 *     times what it usually needs for these pixels, at least 30 s
 */
public record Seller(Orchestrator orchestrator, Owing owing, Optional<Duration> attemptDeadline) {}
