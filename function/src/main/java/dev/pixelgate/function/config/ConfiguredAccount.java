package dev.pixelgate.function.config;

import dev.pixelgate.function.store.AccountLimits;
import dev.pixelgate.function.store.KeyHash;
import dev.pixelgate.pricing.Cap;
import java.util.Optional;

/**
 * An account of the configuration, beside those in the store.
 *
 * @param hash SHA-256 of its key
 * @param operator whether its key has an operator's rights
 * @param cap its own, for whatever it asks for
 * @param limits likewise
 */
public record ConfiguredAccount(
    String name, KeyHash hash, boolean operator, Optional<Cap> cap, AccountLimits limits) {}
