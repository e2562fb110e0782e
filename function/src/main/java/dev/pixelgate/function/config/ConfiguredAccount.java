package dev.pixelgate.function.config;

import dev.pixelgate.function.store.KeyHash;

/**
 * An account of the configuration, beside those in the store.
 *
 * @param hash SHA-256 of its key
 * @param operator whether its key has an operator's rights
 */
public record ConfiguredAccount(String name, KeyHash hash, boolean operator) {}
