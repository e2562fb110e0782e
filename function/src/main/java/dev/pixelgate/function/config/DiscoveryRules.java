package dev.pixelgate.function.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How the market is kept up to date.
 *
 * @param webhook where further orchestrators are listed
 * @param every how often each orchestrator is asked what it offers
 * @param maxAge how long an offer is sold after its orchestrator was last heard of; above {@code
 *     every}
 * @param timeout for an orchestrator to answer, and the most that a request waits for a round
 * @param allowPrivate whether an address that a stranger names may be loopback, private or
 *     link-local; those that the configuration names always may
 */
public record DiscoveryRules(
    Optional<URI> webhook,
    Duration every,
    Duration maxAge,
    Duration timeout,
    boolean allowPrivate) {}
