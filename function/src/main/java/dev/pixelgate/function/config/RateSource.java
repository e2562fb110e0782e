package dev.pixelgate.function.config;

import java.net.URI;
import java.time.Duration;

/**
 * Where a rate is asked for.
 *
 * @param url answers JSON; may have a query
 * @param pointer to the number in it (RFC 6901)
 * @param every how often it is asked for
 * @param maxAge how long an answer is good; above {@code every}
 */
public record RateSource(URI url, String pointer, Duration every, Duration maxAge) {}
