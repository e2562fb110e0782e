package dev.pixelgate.function.config;

/** Among whom a result is paid once. */
public enum CacheScope {
  /** The requests of one account. */
  ACCOUNT,

  /** All requests. */
  SHARED,

  /** Nobody: each request is an order. */
  OFF
}
