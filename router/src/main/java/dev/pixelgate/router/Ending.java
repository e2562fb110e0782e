package dev.pixelgate.router;

import dev.pixelgate.pricing.Usd;

/** How the money of an attempt ends. */
public sealed interface Ending {
  /**
   * The orchestrator is owed this, and knows it; the account pays what was granted for it.
   *
   * @param owed what it gets
   */
  record Settled(Usd owed) implements Ending {}

  /** Known not to be owed. */
  record Released() implements Ending {}

  /**
   * Nobody knows whether it is owed, so it counts as if it were.
   *
   * @param owed what it would get
   */
  record Lost(Usd owed) implements Ending {}

  /**
   * The orchestrator is owed this, and the account pays nothing: what it did got lost here.
   *
   * @param owed what it gets, from the gateway
   */
  record Borne(Usd owed) implements Ending {}
}
