package dev.pixelgate.function.idempotency;

/**
 * An idempotency key: each account has its own.
 *
 * @param key 1 to 255 visible ASCII characters
 */
public record AccountKey(String account, String key) {}
