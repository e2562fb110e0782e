package dev.pixelgate.router;

/**
 * Keeps, beyond this process, why orders went as they did. Those that asked somebody are written
 * with their money, by whoever keeps that; this hears of the others. Any thread, never waits.
 */
@FunctionalInterface
public interface DecisionLog {
  /** Keeps nothing. */
  DecisionLog NONE = refused -> {};

  /** An order, or what would have been one, ended without an attempt. */
  void refused(DecisionRecord decision);
}
