package dev.pixelgate.function.store;

/**
 * Who a key belongs to.
 *
 * @param operator whether this key has an operator's rights
 */
public record Account(String name, boolean operator) {}
