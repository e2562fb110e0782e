package dev.pixelgate.router;

import io.vertx.core.Future;

/** Asks the market anew, for an order that finds nobody in it. */
@FunctionalInterface
public interface Rediscovery {
  /** Of a market that does not change. */
  Rediscovery NONE = Future::succeededFuture;

  /**
   * Completes when everybody was asked who could be, or gave no answer in time; the market holds
   * what was found. Orders that ask at the same time share one round. A failure is like finding
   * nothing. Called on an event loop, completes on the same one.
   */
  Future<Void> refresh();
}
