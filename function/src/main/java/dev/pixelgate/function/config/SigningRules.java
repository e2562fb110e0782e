package dev.pixelgate.function.config;

import java.time.Duration;
import java.util.Optional;

/**
 * With what receipts and quotes are signed.
 *
 * @param key a private JWK; without one keys are made and kept in the store
 * @param rotate how long a key that was made is used
 * @param publish how long a key is published after that
 */
public record SigningRules(Optional<Secret> key, Duration rotate, Duration publish) {}
