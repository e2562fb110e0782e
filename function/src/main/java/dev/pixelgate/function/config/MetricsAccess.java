package dev.pixelgate.function.config;

/** Who may read {@code /metrics}. */
public enum MetricsAccess {
  /** Everybody. */
  OPEN,
  /** Whoever shows an operator's key. */
  OPERATOR
}
