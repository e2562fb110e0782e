package dev.pixelgate.function.config;

import java.time.Duration;

/**
 * How results are kept for equal requests.
 *
 * @param bytes of all that are kept
 * @param age of the oldest
 */
public record CacheRules(CacheScope scope, long bytes, Duration age) {}
