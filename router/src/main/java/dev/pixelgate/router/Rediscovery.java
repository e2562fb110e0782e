package dev.pixelgate.router;

import io.vertx.core.Future;
import java.util.function.Predicate;

/** Asks the market anew, for an order that finds nobody in it. */
@FunctionalInterface
public interface Rediscovery {
  /** Of a market that does not change. */
  Rediscovery NONE = enough -> Future.failedFuture("this market does not change");

  /**
   * Asks everybody who can be asked. Completes on the calling event loop with the first market that
   * is enough, else with the one after everybody was asked; fails when there is no newer one than
   * before. Orders that ask at the same time share one round.
   *
   * @param enough called on any thread
   */
  Future<Market> refresh(Predicate<Market> enough);

  /**
   * Whether everybody was asked once. Before that, a model of which nobody has said anything may
   * still be somebody's; after it, it is unknown. Any thread.
   */
  default boolean everybodyWasAsked() {
    return true;
  }
}
