package dev.pixelgate.router;

import io.vertx.core.Future;

/** One orchestrator as the market knows it: it tells what it offers, and it sells. */
public interface Peer {
  /** Its name in the configuration, or the one that it was given when it was found. */
  String name();

  /**
   * Asks it what it offers now. Whatever it answers or does not answer is a value; a failed future
   * is a bug. Called on an event loop, completes on the same one, within the discovery's time-out.
   */
  Future<Discovery> discover();

  /** How it is bought from. */
  Seller seller();

  /** Gives back what it holds; nothing is asked of it afterwards. */
  Future<Void> close();
}
