package dev.pixelgate.router.gateway;

import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Usd;

/** Hears when another gateway says that it took more than it had offered. */
@FunctionalInterface
public interface OverchargeWatch {
  /**
   * A failure of its health: what is owed stays what was agreed. Told when the attempt has ended,
   * before whoever made it hears of that.
   *
   * @param charged what it says
   */
  void overcharged(String orchestrator, Pipeline pipeline, Usd agreed, Usd charged);
}
