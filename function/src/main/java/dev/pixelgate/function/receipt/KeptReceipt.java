package dev.pixelgate.function.receipt;

/**
 * A receipt as it is in the store.
 *
 * @param body canonical JSON
 */
public record KeptReceipt(String id, String account, String body) {}
