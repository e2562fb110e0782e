package dev.pixelgate.router.selection;

/**
 * What a policy looks at first.
 *
 * @param value an estimate, never money that is paid
 * @param unit such as {@code USD} or {@code s}
 */
public record Score(double value, String unit) {}
