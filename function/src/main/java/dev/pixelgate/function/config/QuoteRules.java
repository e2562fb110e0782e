package dev.pixelgate.function.config;

import dev.pixelgate.pricing.Usd;
import java.time.Duration;

/**
 * What may be promised.
 *
 * @param ttl how long a quote holds
 * @param outstanding the most that the quotes of this instance which are neither used nor expired
 *     may be worth together
 */
public record QuoteRules(Duration ttl, Usd outstanding) {}
