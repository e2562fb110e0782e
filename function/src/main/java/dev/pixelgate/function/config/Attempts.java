package dev.pixelgate.function.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How often and how long orchestrators are tried for one request.
 *
 * @param max 1 to 10
 * @param deadline of one attempt; empty means {@code auto}
 */
public record Attempts(int max, Optional<Duration> deadline) {}
