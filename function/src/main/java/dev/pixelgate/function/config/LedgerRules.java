package dev.pixelgate.function.config;

import java.time.Duration;

/**
 * How long the books are kept.
 *
 * @param keep attempts one by one, after which there are sums a day; 62 days at least, so that
 *     every budget's current window is whole
 * @param receipts from when they were written
 */
public record LedgerRules(Duration keep, Duration receipts) {}
